package dev.sflmpc.compiler;

import java.util.Map;

/**
 * What a compilation is given besides the source.
 *
 * @param params values that replace the program's own, by name, as written on the command line
 */
public record CompileOptions(Map<String, String> params) {

    public CompileOptions {
        params = Map.copyOf(params);
    }

    /** Every {@code param} keeps the value that the source gives it. */
    public static CompileOptions defaults() {
        return new CompileOptions(Map.of());
    }
}
