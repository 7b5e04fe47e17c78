package dev.sflmpc.cli.bench;

import java.util.List;
import java.util.Optional;

/**
 * What was measured; empty is what nobody asked for.
 *
 * @param workloads rates of garbling and evaluation, in the order of measurement
 * @param lanes {@code sha256} with growing numbers side by side
 * @param ot correlated OTs
 * @param plain two processes without TLS
 * @param tls two processes with TLS
 * @param session a small session in a process that runs already
 * @param prepared likewise with prepared units, between two processes, once they are connected
 * @param tinySeconds a tiny program from the command to the answer
 */
public record BenchResult(
        List<WorkloadRates> workloads,
        Optional<WorkloadRates> lanes,
        Optional<OtRates> ot,
        Optional<PairRates> plain,
        Optional<PairRates> tls,
        Optional<SessionTime> session,
        Optional<SessionTime> prepared,
        Optional<Figure> tinySeconds) {

    public BenchResult {
        workloads = List.copyOf(workloads);
    }

    /**
     * Sessions between two processes.
     *
     * @param perSecond AND gates per second while gates ran
     * @param totalSeconds of the session
     * @param bytesPerAnd that the garbler sent, everything included
     */
    public record PairRates(long andCount, Figure perSecond, Figure totalSeconds, double bytesPerAnd) {}

    /** A session and what it takes. */
    public record SessionTime(long andCount, Figure seconds) {}

    /** The rates of the workload of that name. */
    public Optional<WorkloadRates> workload(BenchPart part) {
        return workloads.stream()
                .filter(rates -> rates.name().equals(part.toString()))
                .findFirst();
    }
}
