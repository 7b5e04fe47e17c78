package dev.sflmpc.cli;

import java.util.Locale;

/** What this machine itself must offer: Java, fast AES, memory. */
record MachineChecks(Examination examination, Environment environment) {

    private static final int REQUIRED_JAVA = 25;
    /** Slower than this, AES runs without the processor's instructions for it. */
    private static final double LEAST_GIGABYTES_PER_SECOND = 0.5;

    private static final long LEAST_HEAP_BYTES = 200L << 20;

    void run() {
        java();
        aes();
        memory();
    }

    private void java() {
        int feature = Runtime.version().feature();
        String message = "Java " + Runtime.version() + ", " + System.getProperty("java.vendor", "unknown vendor");
        examination.add(
                feature >= REQUIRED_JAVA
                        ? Finding.ok("java", message)
                        : Finding.problem(
                                "java",
                                message,
                                "install a JDK " + REQUIRED_JAVA + " or newer, or let JAVA_HOME name one",
                                ExitCode.INPUT_OR_FILE_WRONG));
    }

    private void aes() {
        double speed = environment.aesGigabytesPerSecond().getAsDouble();
        String message = String.format(Locale.ROOT, "%.1f GB/s", speed);
        examination.add(
                speed >= LEAST_GIGABYTES_PER_SECOND
                        ? Finding.ok("aes", message)
                        : Finding.warning(
                                "aes",
                                message + ", garbling will be slow",
                                "other work keeps this machine busy, or it hides its processor's AES instructions, or"
                                        + " Java runs with -XX:-UseAES or -Xint"));
    }

    private void memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String message =
                Counts.ofBytes(heap) + " of heap, " + Runtime.getRuntime().availableProcessors() + " processors";
        examination.add(
                heap >= LEAST_HEAP_BYTES
                        ? Finding.ok("memory", message)
                        : Finding.problem(
                                "memory", message, "allow more: MPC_JAVA_OPTS=-Xmx512m", ExitCode.INPUT_OR_FILE_WRONG));
    }
}
