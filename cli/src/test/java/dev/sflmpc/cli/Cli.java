package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.SourceFile;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Runs commands in this process, in a folder of their own, with a compiler that takes no time. */
final class Cli {

    private final Path folder;
    private String standardInput = "";
    private double aesGigabytesPerSecond = 10;
    private SourceCompiler compiler = Cli::compile;
    private boolean outputIsTerminal;
    private final Map<String, String> variables = new HashMap<>();

    Cli(Path folder) {
        this.folder = folder;
    }

    /** What came of a command. Line ends are those of Unix, and the folder's name is left out. */
    record Outcome(int exitCode, String out, String err) {

        void assertDone(String expectedOut) {
            assertEquals("", err);
            assertEquals(expectedOut, out);
            assertEquals(0, exitCode);
        }

        void assertFails(ExitCode expected, String expectedErr) {
            assertEquals(expectedErr, err.strip());
            assertEquals(expected.code(), exitCode);
            assertEquals("", out);
        }
    }

    Outcome run(String... arguments) {
        return run(new StringWriter(), arguments);
    }

    /** With results going to {@code out}. */
    Outcome run(Writer out, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Mpc.commandLine(environment(), arguments);
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setUsageHelpWidth(100);
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(arguments);
        return new Outcome(exitCode, relative(out.toString()), relative(err.toString()));
    }

    private Environment environment() {
        variables.put("MPC_HOME", folder.resolve("home").toString());
        return new Environment(
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                variables,
                folder,
                outputIsTerminal,
                false,
                compiler,
                () -> aesGigabytesPerSecond);
    }

    private String relative(String text) {
        return text.replace(System.lineSeparator(), "\n").replace(folder + "/", "");
    }

    Cli withStandardInput(String text) {
        standardInput = text;
        return this;
    }

    /** With the compiler that users have. */
    Cli withCompiler() {
        compiler = SflCompiler::compile;
        return this;
    }

    /** With somebody watching standard output. */
    Cli withTerminal() {
        outputIsTerminal = true;
        return this;
    }

    /** With an environment variable. */
    Cli with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Cli withAes(double gigabytesPerSecond) {
        aesGigabytesPerSecond = gigabytesPerSecond;
        return this;
    }

    /** A port of this machine on which nobody listens. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The absolute name of a file in the folder. */
    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Writes a file; returns its absolute name. */
    String write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** Writes {@link TestPrograms#compare()} as a compiled program. */
    String writeCompare() throws IOException {
        new ProgramFile(TestPrograms.compare()).write(folder.resolve("compare.sfc"));
        return path("compare.sfc");
    }

    /** A text with an {@code error} in it does not compile, {@code -D THREE} makes three parties. */
    private static CompileResult compile(Path source, CompileOptions options) throws IOException {
        String text = Files.readString(source);
        SourceFile file = new SourceFile(String.valueOf(source.getFileName()), text);
        if (text.equals("crash")) {
            throw new IllegalStateException(text);
        }
        int error = text.indexOf("error");
        if (error >= 0) {
            Diagnostic diagnostic = Diagnostic.error(new Span(file, error, error + 5), "this is wrong");
            return new CompileResult(Optional.empty(), List.of(diagnostic));
        }
        if (options.params().containsKey("THREE")) {
            return new CompileResult(Optional.of(TestPrograms.compare(List.of("alice", "bob", "carol"))), List.of());
        }
        return new CompileResult(Optional.of(TestPrograms.compare()), List.of());
    }
}
