package dev.sflmpc.cli;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.value.InputException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into a message and an exit code. Only our own faults look like faults. */
final class FailureHandler implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parseResult) {
        MpcCommand command = commandLine.getCommand();
        Console console = command.console();
        return switch (failure) {
            case Failure known -> report(console, known.getMessage(), known.exitCode());
            case OwnFault fault ->
                report(console, fault.failure().getMessage(), fault.failure().exitCode());
            case InputException wrong -> report(console, wrong.getMessage(), ExitCode.INPUT_OR_FILE_WRONG);
            case KeyFileException wrong -> report(console, wrong.getMessage(), ExitCode.INPUT_OR_FILE_WRONG);
            case ProtocolException peer -> report(console, peer.getMessage(), ExitCode.PEER_OR_PROTOCOL_FAILED);
            case InvalidPathException name ->
                report(console, PathConverter.problem(name.getInput()), ExitCode.INPUT_OR_FILE_WRONG);
            case FileSystemException file -> report(console, Messages.of(file), ExitCode.INPUT_OR_FILE_WRONG);
            case IOException network -> report(console, Messages.of(network), ExitCode.NETWORK_OR_TIMEOUT);
            default -> internal(console, failure);
        };
    }

    private static int report(Console console, @Nullable String message, ExitCode exitCode) {
        console.error(String.valueOf(message));
        return exitCode.code();
    }

    private static int internal(Console console, Exception failure) {
        console.error("internal error: " + failure);
        console.err()
                .println("This is a fault of mpc, not yours. Please report it with what you typed and what the same"
                        + " command says with --verbose; leave secret inputs out.");
        if (console.verbose()) {
            failure.printStackTrace(console.err());
        }
        console.err().flush();
        return ExitCode.INTERNAL_ERROR.code();
    }
}
