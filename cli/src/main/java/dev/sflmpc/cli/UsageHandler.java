package dev.sflmpc.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line and where help is, without burying it under the whole usage text. */
final class UsageHandler implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine commandLine = wrong.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println("error: " + wrong.getMessage());
        boolean suggested = UnmatchedArgumentException.printSuggestions(wrong, err);
        if (!suggested) {
            err.println("See `" + commandLine.getCommandSpec().qualifiedName() + " --help`.");
        }
        err.flush();
        return ExitCode.USAGE.code();
    }
}
