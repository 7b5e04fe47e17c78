package dev.sflmpc.benchmarks.sizes;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.CircuitFormatException;
import dev.sflmpc.compiler.format.CircuitReader;
import dev.sflmpc.compiler.optimise.Optimised;
import dev.sflmpc.compiler.optimise.Optimiser;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Counts the AND gates of rows. */
final class Measurement {

    private static final Path CIRCUITS = Path.of("data", "circuits");

    private final Path shared;

    /** @param shared a folder with {@code data/circuits}, which may be missing */
    Measurement(Path shared) {
        this.shared = shared;
    }

    /** The AND gates of what we make of a row; empty where its circuit is not there. */
    OptionalLong ands(Row row) throws IOException {
        return row.isCircuit() ? optimised(row) : OptionalLong.of(compiled(row));
    }

    private static long compiled(Row row) {
        CompileResult result = SflCompiler.compileText(row.name(), row.text(), new CompileOptions(row.params()));
        Program program = result.program()
                .orElseThrow(() -> new IllegalArgumentException(result.diagnostics().stream()
                        .map(new DiagnosticRenderer(false)::render)
                        .collect(Collectors.joining("\n"))));
        return ProgramCost.of(program).andCount();
    }

    private OptionalLong optimised(Row row) throws IOException {
        Path file = shared.resolve(CIRCUITS).resolve(row.source());
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try {
            Circuit circuit = CircuitReader.read(file).circuit();
            Optimised result = Optimiser.optimise(
                    circuit.netlist(), circuit.inputBits(), circuit.outputBits(), OptimiserOptions.standard());
            return OptionalLong.of(result.statistics().after().ands());
        } catch (CircuitFormatException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
