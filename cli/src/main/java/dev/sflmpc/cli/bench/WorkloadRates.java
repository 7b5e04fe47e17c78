package dev.sflmpc.cli.bench;

import java.util.List;
import java.util.Optional;

/**
 * The rates of a workload.
 *
 * @param description what it computes
 * @param single one evaluation at a time
 * @param lanes several evaluations side by side, in growing number; may be empty
 * @param otherSchemes one at a time under the other garbling schemes; may be empty
 */
public record WorkloadRates(
        String name, String description, GateRates single, List<GateRates> lanes, List<GateRates> otherSchemes) {

    public WorkloadRates {
        lanes = List.copyOf(lanes);
        otherSchemes = List.copyOf(otherSchemes);
    }

    /** So many evaluations side by side. */
    public Optional<GateRates> sideBySide(int rows) {
        return lanes.stream().filter(rates -> rates.rows() == rows).findFirst();
    }

    /** The number of evaluations side by side that garbles fastest. */
    public GateRates best() {
        return lanes.stream()
                .max((a, b) -> Double.compare(a.garble().median(), b.garble().median()))
                .orElse(single);
    }
}
