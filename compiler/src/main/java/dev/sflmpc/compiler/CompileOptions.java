package dev.sflmpc.compiler;

import dev.sflmpc.compiler.elaborate.LineExplanation;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import java.util.Map;
import java.util.Optional;

/**
 * What a compilation is given besides the source.
 *
 * @param params values that replace the program's own, by name, as written on the command line
 * @param optimiser how much work is done on the gates of the program's blocks; without a time limit the same source and level
 *     give the same program on every machine
 * @param explanation hears what is made for a line
 */
public record CompileOptions(
        Map<String, String> params, OptimiserOptions optimiser, Optional<LineExplanation> explanation) {

    /** Level 1: seconds for large programs, and next to nothing where the gates are good already. */
    public static final int STANDARD_LEVEL = 1;

    /** Nothing is explained. */
    public CompileOptions(Map<String, String> params, OptimiserOptions optimiser) {
        this(params, optimiser, Optional.empty());
    }

    public CompileOptions {
        params = Map.copyOf(params);
    }

    /** The level of optimisation that is meant for every compilation. */
    public CompileOptions(Map<String, String> params) {
        this(params, OptimiserOptions.ofLevel(STANDARD_LEVEL));
    }

    /** Every {@code param} keeps the value that the source gives it. */
    public static CompileOptions defaults() {
        return new CompileOptions(Map.of());
    }
}
