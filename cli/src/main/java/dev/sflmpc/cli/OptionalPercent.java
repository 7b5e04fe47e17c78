package dev.sflmpc.cli;

import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes a whole number behind an option if there is one, else 0: what follows may be a file as well. */
final class OptionalPercent implements IParameterConsumer {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's interface
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        boolean given = !arguments.isEmpty() && NUMBER.matcher(arguments.peek()).matches();
        option.setValue(given ? Integer.valueOf(arguments.pop()) : Integer.valueOf(0));
    }
}
