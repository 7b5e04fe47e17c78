package dev.sflmpc.cli.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start another {@code mpc} as this one was started.
 *
 * @param command words that the arguments follow
 * @param environment to add to this process's own
 */
public record Launcher(List<String> command, Map<String, String> environment) {

    /** The variable in which the launcher says where it is. */
    private static final String LAUNCHER = "MPC_LAUNCHER";

    public Launcher {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * By the launcher where that started this process, which counts its own time as users see it; otherwise by the same
     * {@code java} with the same options and class path.
     *
     * @param variables environment variables of this process
     */
    public static Launcher ofThisProcess(Map<String, String> variables) {
        String script = variables.getOrDefault(LAUNCHER, "");
        if (!script.isEmpty() && Files.isExecutable(Path.of(script))) {
            return new Launcher(List.of(script), Map.of("MPC_NO_BUILD", "1"));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(Launcher::isForChildren)
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.sflmpc.cli.Mpc"));
        return new Launcher(command, Map.of());
    }

    /** Agents and files that a process writes belong to one process. */
    private static boolean isForChildren(String option) {
        return !option.startsWith("-javaagent")
                && !option.startsWith("-agent")
                && !option.startsWith("-Xrun")
                && !option.startsWith("-XX:AOTCacheOutput");
    }
}
