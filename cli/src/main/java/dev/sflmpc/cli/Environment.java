package dev.sflmpc.cli;

import dev.sflmpc.compiler.SflCompiler;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the commands take from the process around them.
 *
 * @param variables environment variables
 * @param userHome the user's home directory
 * @param aesGigabytesPerSecond measures what its name says
 * @param outputIsTerminal whether somebody watches standard output
 * @param errorIsTerminal whether somebody watches standard error
 */
record Environment(
        InputStream standardInput,
        Map<String, String> variables,
        Path userHome,
        boolean outputIsTerminal,
        boolean errorIsTerminal,
        SourceCompiler compiler,
        DoubleSupplier aesGigabytesPerSecond) {

    Environment {
        variables = Map.copyOf(variables);
    }

    static Environment ofProcess() {
        return new Environment(
                System.in,
                System.getenv(),
                userHome(System.getenv("HOME")),
                Terminals.isOutputTerminal(),
                Terminals.isErrorTerminal(),
                SflCompiler::compile,
                AesSpeed::gigabytesPerSecond);
    }

    /** As shells see it: Java's own notion of it is the system's list of users, whatever the variable says. */
    private static Path userHome(@Nullable String variable) {
        return Path.of(variable == null || variable.isEmpty() ? System.getProperty("user.home", ".") : variable);
    }

    /** Where the identity and the pinned peers are kept unless an option says otherwise. */
    Path mpcHome() {
        String own = variables.getOrDefault("MPC_HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String config = variables.getOrDefault("XDG_CONFIG_HOME", "");
        return (config.isEmpty() ? userHome.resolve(".config") : Path.of(config)).resolve("mpc");
    }

    /** Whether messages may be coloured: <a href="https://no-color.org">no-color.org</a>. */
    boolean colour() {
        return errorIsTerminal && mayColour();
    }

    /** Whether results may be coloured. */
    boolean colourOfResults() {
        return outputIsTerminal && mayColour();
    }

    private boolean mayColour() {
        return variables.getOrDefault("NO_COLOR", "").isEmpty()
                && !variables.getOrDefault("TERM", "").equals("dumb");
    }
}
