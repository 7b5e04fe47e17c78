package dev.sflmpc.cli;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import java.io.IOException;
import java.nio.file.Path;

/** The compiler as the commands use it. */
@FunctionalInterface
interface SourceCompiler {

    CompileResult compile(Path source, CompileOptions options) throws IOException;
}
