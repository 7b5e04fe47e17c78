package dev.sflmpc.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version, as the jar that holds this class states it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"mpc " + text() + " on Java " + Runtime.version()};
    }

    static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "from a build folder");
    }
}
