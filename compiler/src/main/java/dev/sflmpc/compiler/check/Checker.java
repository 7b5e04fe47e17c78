package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.syntax.SyntaxProgram;
import dev.sflmpc.compiler.typed.TypedProgram;
import java.util.Map;
import java.util.Optional;

/** Checks a program: every name resolved, every type known, every generic function instantiated. */
public final class Checker {

    private Checker() {}

    /**
     * The checked program, or nothing when it has errors, which are reported.
     *
     * @param params new values for the declarations of parameters, as the command line has them
     */
    public static Optional<TypedProgram> check(
            SyntaxProgram program, Map<String, String> params, Diagnostics diagnostics) {
        return new ProgramCheck(program, params, diagnostics).check();
    }
}
