package dev.sflmpc.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the identity and the pinned peers are. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            order = 90,
            description = "Directory of the identity and the pinned peers. Default: $$MPC_HOME, or mpc below"
                    + " $$XDG_CONFIG_HOME or ~/.config.")
    @Nullable
    Path directory;

    Path identity(Environment environment) {
        return directory(environment).resolve("identity.pem");
    }

    Path peers(Environment environment) {
        return directory(environment).resolve("peers.json");
    }

    Path directory(Environment environment) {
        return directory == null ? environment.mpcHome() : directory;
    }
}
