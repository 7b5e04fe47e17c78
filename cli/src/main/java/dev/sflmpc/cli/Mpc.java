package dev.sflmpc.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code mpc} command. */
@Command(
        name = "mpc",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Secure two-party computation: one answer from data that neither side shows.",
        description = {
            "",
            "Two parties write down in SFL which function of their data they want, and run it as a garbled circuit."
                    + " Neither learns anything but the result.",
            ""
        },
        synopsisHeading = "Usage: ",
        customSynopsis = "mpc COMMAND [ARGUMENTS]",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  mpc run risk.sfl --input vendor=model.json --input operator=reading.json", "  mpc help run"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.DONE_HELP,
            ExitCode.INTERNAL_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.COMPILE_HELP,
            ExitCode.INPUT_HELP,
            ExitCode.PEER_HELP,
            ExitCode.NETWORK_HELP,
            ExitCode.BUDGET_HELP,
            ExitCode.DIFFERENT_HELP,
            ExitCode.NOT_PROVED_HELP
        })
public final class Mpc implements Runnable {

    @Spec
    @Nullable
    CommandSpec spec;

    private final Environment environment;

    private Mpc(Environment environment) {
        this.environment = environment;
    }

    /** Runs one command and ends the process with its {@link ExitCode}. */
    public static void main(String[] arguments) {
        System.exit(execute(arguments, Environment.ofProcess()));
    }

    private static int execute(String[] arguments, Environment environment) {
        try {
            return commandLine(environment, arguments).execute(arguments);
        } catch (OutOfMemoryError e) {
            System.err.println("error: out of memory (" + e.getMessage() + "); allow more: MPC_JAVA_OPTS=-Xmx8g");
        } catch (StackOverflowError e) {
            System.err.println("error: nested too deeply; allow more: MPC_JAVA_OPTS=-Xss64m");
        }
        return ExitCode.INTERNAL_ERROR.code();
    }

    /** Without a sub-command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        CommandLine own = Objects.requireNonNull(spec).commandLine();
        own.usage(own.getOut());
    }

    Environment environment() {
        return environment;
    }

    /** For these arguments: see {@link Commands}. */
    static CommandLine commandLine(Environment environment, String... arguments) {
        CommandLine commandLine = new CommandLine(new Mpc(environment));
        Commands.addTo(commandLine, arguments);
        // Unlike picocli's own, it notices what the stream below fails to write.
        commandLine.setOut(new PrintWriter(System.out, true, System.out.charset()));
        commandLine.registerConverter(Path.class, new PathConverter());
        NumberConverter.register(commandLine);
        commandLine.setParameterExceptionHandler(new UsageHandler());
        commandLine.setExecutionExceptionHandler(new FailureHandler());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        keepOrderOfOptions(commandLine);
        return commandLine;
    }

    private static void keepOrderOfOptions(CommandLine commandLine) {
        commandLine.getCommandSpec().usageMessage().sortOptions(false);
        commandLine.getSubcommands().values().forEach(Mpc::keepOrderOfOptions);
    }
}
