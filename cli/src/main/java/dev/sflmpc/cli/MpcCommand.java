package dev.sflmpc.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A sub-command: validates, executes, says how it ended. */
abstract class MpcCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    GeneralOptions general = new GeneralOptions();

    @Override
    public final Integer call() throws Exception {
        validate();
        ExitCode exitCode = execute();
        requireWritten();
        return exitCode.code();
    }

    /** A result that got lost must not look like one that did not. */
    private void requireWritten() throws Failure {
        if (spec().commandLine().getOut().checkError()) {
            throw new Failure(
                    ExitCode.INPUT_OR_FILE_WRONG,
                    "standard output takes no more: the result is not written, or not all of it");
        }
    }

    /** Throws a {@link ParameterException} when options do not fit together. */
    void validate() {}

    abstract ExitCode execute() throws Exception;

    final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the command up");
        }
        return spec;
    }

    final Environment environment() {
        return ((Mpc) spec().root().userObject()).environment();
    }

    final Console console() {
        return Console.of(spec().commandLine(), environment(), general);
    }

    /** The command line is wrong. */
    final ParameterException usage(String message) {
        return new ParameterException(spec().commandLine(), message);
    }
}
