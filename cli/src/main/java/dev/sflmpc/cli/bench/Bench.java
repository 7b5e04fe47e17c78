package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.circuit.ProgramFile;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.GateHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Measures, one thing after the other. */
public final class Bench {

    /** Evaluations side by side of every workload. */
    public static final int SIDE_BY_SIDE = 16;

    private final BenchOptions options;
    private final Launcher launcher;
    private final Consumer<String> notes;
    private final Slices slices;

    /** @param notes hears what is measured next */
    public Bench(BenchOptions options, Launcher launcher, Consumer<String> notes) {
        this.options = options;
        this.launcher = launcher;
        this.notes = notes;
        this.slices = new Slices(options);
    }

    /** @throws IOException when a process that takes part fails, or files cannot be written */
    public BenchResult run() throws IOException {
        List<WorkloadRates> workloads = new ArrayList<>();
        workload(BenchPart.AES128, Workloads::aes128, workloads);
        workload(BenchPart.SHA256, Workloads::sha256, workloads);
        workload(BenchPart.MUL32, Workloads::mul32, workloads);
        workload(BenchPart.DIV64, Workloads::div64, workloads);
        Optional<WorkloadRates> lanes = wants(BenchPart.LANES) ? Optional.of(lanes()) : Optional.empty();
        Optional<OtRates> ot = Optional.empty();
        if (wants(BenchPart.OT)) {
            notes.accept("correlated OTs");
            ot = Optional.of(OtRates.measure(options));
        }
        Optional<BenchResult.PairRates> plain = Optional.empty();
        Optional<BenchResult.PairRates> tls = Optional.empty();
        if (wants(BenchPart.END_TO_END)) {
            plain = Optional.of(endToEnd(false));
            tls = Optional.of(endToEnd(true));
        }
        Optional<BenchResult.SessionTime> session =
                wants(BenchPart.SESSION) ? Optional.of(session()) : Optional.empty();
        Optional<BenchResult.SessionTime> prepared =
                wants(BenchPart.PREPARED) ? Optional.of(prepared()) : Optional.empty();
        Optional<Figure> tiny = wants(BenchPart.TINY) ? Optional.of(tiny()) : Optional.empty();
        return new BenchResult(workloads, lanes, ot, plain, tls, session, prepared, tiny);
    }

    private boolean wants(BenchPart part) {
        return options.parts().contains(part);
    }

    private void workload(BenchPart part, Supplier<Workload> make, List<WorkloadRates> results) throws IOException {
        if (!wants(part)) {
            return;
        }
        Workload workload = make.get();
        List<GateRates> others = new ArrayList<>();
        if (part == BenchPart.SHA256) {
            for (GarblingScheme scheme : GarblingScheme.values()) {
                if (scheme != options.suites().garbling()) {
                    others.add(rates(workload, 1, scheme));
                }
            }
        }
        GarblingScheme own = options.suites().garbling();
        GateRates single = rates(workload, 1, own);
        List<GateRates> lanes = List.of(rates(workload, SIDE_BY_SIDE, own));
        results.add(new WorkloadRates(part.toString(), workload.description(), single, lanes, others));
    }

    private WorkloadRates lanes() throws IOException {
        Workload workload = Workloads.sha256();
        GarblingScheme own = options.suites().garbling();
        GateRates single = rates(workload, 1, own);
        List<GateRates> lanes = new ArrayList<>();
        for (int rows = 2; rows <= GateHash.MAX_ROWS; rows *= 2) {
            lanes.add(rates(workload, rows, own));
        }
        return new WorkloadRates("lanes", workload.description() + " side by side", single, lanes, List.of());
    }

    private GateRates rates(Workload workload, int rows, GarblingScheme scheme) throws IOException {
        notes.accept(workload.name() + ", " + scheme + (rows == 1 ? "" : ", " + rows + " side by side"));
        try (GateWork work = new GateWork(workload, rows, scheme)) {
            work.settle();
            Slices.Rate garble = slices.measure(work::garble);
            Slices.Rate evaluate = slices.measure(work::evaluate);
            return new GateRates(
                    scheme.toString(),
                    work.kernel(),
                    rows,
                    workload.andCount(),
                    work.bytesPerAnd(),
                    garble.perSecond(),
                    evaluate.perSecond(),
                    garble.aesNanos(),
                    evaluate.aesNanos());
        }
    }

    private BenchResult.PairRates endToEnd(boolean tls) throws IOException {
        double[] rates = new double[options.samples()];
        double[] seconds = new double[options.samples()];
        try (TempFolder folder = new TempFolder();
                TwoProcesses processes = new TwoProcesses(launcher)) {
            PairJob direct = job(folder, options.chainRounds());
            PairJob job = tls ? direct : direct.plain();
            PairResult last = new PairResult(0, 0, 0, 0, 0, 0);
            for (int i = 0; i < options.samples(); i++) {
                notes.accept(
                        "two processes, TLS " + (tls ? "on" : "off") + ", run " + (i + 1) + " of " + options.samples());
                last = processes.run(job);
                rates[i] = last.andsPerSecond();
                seconds[i] = last.totalSeconds();
            }
            return new BenchResult.PairRates(
                    last.ands(), Figure.of(rates), Figure.of(seconds), (double) last.garblerBytes() / last.ands());
        }
    }

    private PairJob job(TempFolder folder, long rounds) throws IOException {
        Path program = folder.file("multiplications.sfc");
        new ProgramFile(Workloads.chain(rounds)).write(program);
        return PairJob.of(
                        program,
                        new PairJob.Seat("a", folder.write("a.json", "{\"x\": 123456789}")),
                        new PairJob.Seat("b", folder.write("b.json", "{\"y\": 2718281829}")))
                .with(options.commandLine());
    }

    private BenchResult.SessionTime session() throws IOException {
        notes.accept("small sessions");
        SmallSession small = new SmallSession(options.suites());
        Figure seconds = small.seconds(options);
        return new BenchResult.SessionTime(small.andCount(), seconds);
    }

    /** Sessions with prepared units between two processes, over TLS. */
    private BenchResult.SessionTime prepared() throws IOException {
        double[] seconds = new double[options.samples()];
        try (TempFolder folder = new TempFolder();
                TwoProcesses processes = new TwoProcesses(launcher)) {
            PairJob job = job(folder, SmallSession.ROUNDS);
            notes.accept("units for " + seconds.length + " prepared sessions");
            processes.prepare(job, seconds.length);
            List<String> words = new ArrayList<>(job.options());
            words.add("--prepared");
            long ands = 0;
            for (int i = 0; i < seconds.length; i++) {
                notes.accept("prepared session " + (i + 1) + " of " + seconds.length);
                PairResult result = processes.run(job.with(words));
                ands = result.ands();
                seconds[i] = result.onlineSeconds();
            }
            return new BenchResult.SessionTime(ands, Figure.of(seconds));
        }
    }

    private Figure tiny() throws IOException {
        notes.accept("a tiny program from the command to the answer");
        return TinyRun.seconds(launcher, options.samples());
    }
}
