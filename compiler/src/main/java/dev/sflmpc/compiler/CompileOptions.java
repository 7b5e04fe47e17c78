package dev.sflmpc.compiler;

import dev.sflmpc.compiler.elaborate.LineExplanation;
import java.util.Map;
import java.util.Optional;

/**
 * What a compilation is given besides the source.
 *
 * @param params values that replace the program's own, by name, as written on the command line
 * @param explanation hears what is made for a line
 */
public record CompileOptions(Map<String, String> params, Optional<LineExplanation> explanation) {

    /** Nothing but values. */
    public CompileOptions(Map<String, String> params) {
        this(params, Optional.empty());
    }

    public CompileOptions {
        params = Map.copyOf(params);
    }

    /** Every {@code param} keeps the value that the source gives it. */
    public static CompileOptions defaults() {
        return new CompileOptions(Map.of());
    }
}
