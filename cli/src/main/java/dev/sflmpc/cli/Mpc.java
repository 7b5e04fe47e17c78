package dev.sflmpc.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code mpc} command. */
@Command(
        name = "mpc",
        mixinStandardHelpOptions = true,
        version = "mpc 0.1.0-SNAPSHOT",
        description = "Secure two-party computation.")
final class Mpc implements Runnable {

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Mpc()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
