package dev.sflmpc.cli;

import java.io.PrintWriter;
import java.util.Set;
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
        Environment environment = ((Mpc) commandLine.getCommandSpec().root().userObject()).environment();
        err.println(Console.errorLabel(environment.colour()) + message(wrong));
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println(advice(wrong));
        }
        err.flush();
        return ExitCode.USAGE.code();
    }

    /** In one form, where picocli stutters. */
    private static String message(ParameterException wrong) {
        return String.valueOf(wrong.getMessage())
                .replace("option option", "option")
                .replace("should be in KEY=VALUE format but was", "should be NAME=VALUE but was");
    }

    private static String advice(ParameterException wrong) {
        CommandLine commandLine = wrong.getCommandLine();
        Set<String> commands = commandLine.getSubcommands().keySet();
        return wrong instanceof UnmatchedArgumentException && !commands.isEmpty()
                ? "The commands are: " + String.join(", ", commands)
                : "See `" + commandLine.getCommandSpec().qualifiedName() + " --help`.";
    }
}
