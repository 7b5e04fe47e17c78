package dev.sflmpc.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/**
 * The sub-commands, in the order in which the help lists them.
 *
 * <p>picocli reads the annotations of every command that it is given, which for all of them takes longer than a small program
 * takes to run. A command line that begins with the name of a command is therefore given that one alone.
 */
final class Commands {

    private static final String HELP = "help";

    /** It lists what the others of its command line do. */
    private static final String COMPLETION = "completion";

    private static final Map<String, Class<?>> ALL = all();

    private Commands() {}

    private static Map<String, Class<?>> all() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand.class);
        commands.put("simulate", SimulateCommand.class);
        commands.put("compile", CompileCommand.class);
        commands.put("info", InfoCommand.class);
        commands.put("profile", ProfileCommand.class);
        commands.put("import", ImportCommand.class);
        commands.put("optimize", OptimizeCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("garble", GarbleCommand.class);
        commands.put("evaluate", EvaluateCommand.class);
        commands.put("prepare", PrepareCommand.class);
        commands.put("units", UnitsCommand.class);
        commands.put("keygen", KeygenCommand.class);
        commands.put("peer", PeerCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("bench", BenchCommand.class);
        commands.put(COMPLETION, CompletionCommand.class);
        commands.put(HELP, HelpCommand.class);
        return commands;
    }

    /** Adds those that {@code arguments} may need. */
    static void addTo(CommandLine commandLine, String... arguments) {
        String first = arguments.length == 0 ? HELP : arguments[0];
        Class<?> only = first.equals(HELP) || first.equals(COMPLETION) ? null : ALL.get(first);
        if (only == null) {
            ALL.forEach((name, command) -> commandLine.addSubcommand(name, command));
        } else {
            commandLine.addSubcommand(first, only);
        }
    }
}
