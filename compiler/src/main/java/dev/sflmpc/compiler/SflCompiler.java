package dev.sflmpc.compiler;

import dev.sflmpc.compiler.check.Checker;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.elaborate.Compiled;
import dev.sflmpc.compiler.elaborate.Elaborator;
import dev.sflmpc.compiler.parse.SourceLoader;
import dev.sflmpc.compiler.syntax.SyntaxProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Compiles SFL programs. */
public final class SflCompiler {

    private SflCompiler() {}

    /**
     * Compiles a program and what it imports.
     *
     * @throws IOException when the source file cannot be read; all that is wrong with its text is a diagnostic
     */
    public static CompileResult compile(Path source, CompileOptions options) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        return compile(SourceLoader.load(source, diagnostics), options, diagnostics);
    }

    /** Compiles a program given as text, which imports nothing; diagnostics call it {@code name}. */
    public static CompileResult compileText(String name, String text, CompileOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        return compile(SourceLoader.parse(name, text, diagnostics), options, diagnostics);
    }

    private static CompileResult compile(SyntaxProgram syntax, CompileOptions options, Diagnostics diagnostics) {
        Optional<Compiled> compiled = Checker.check(syntax, options.params(), diagnostics)
                .filter(checked -> !diagnostics.hasErrors())
                .flatMap(checked ->
                        Elaborator.elaborate(checked, options.optimiser(), options.explanation(), diagnostics));
        return new CompileResult(compiled.map(Compiled::program), compiled.map(Compiled::cost), diagnostics.all());
    }
}
