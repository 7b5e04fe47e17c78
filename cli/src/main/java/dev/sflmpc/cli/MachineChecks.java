package dev.sflmpc.cli;

import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** What this machine itself must offer: Java, fast AES, memory. */
record MachineChecks(Examination examination) {

    private static final int REQUIRED_JAVA = 25;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final long WARM_UP_NANOS = 150_000_000L;
    private static final long MEASURE_NANOS = 100_000_000L;

    /** Slower than this, AES runs without the processor's instructions for it. */
    private static final double LEAST_GIGABYTES_PER_SECOND = 1;

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
        try {
            double speed = aesGigabytesPerSecond();
            String message = String.format(Locale.ROOT, "%.1f GB/s", speed);
            examination.add(
                    speed >= LEAST_GIGABYTES_PER_SECOND
                            ? Finding.ok("aes", message)
                            : Finding.problem(
                                    "aes",
                                    message + ", garbling will be slow",
                                    "this processor or virtual machine hides its AES instructions, or Java runs with"
                                            + " -XX:-UseAES or -Xint: turn them on",
                                    ExitCode.INPUT_OR_FILE_WRONG));
        } catch (GeneralSecurityException e) {
            examination.add(Finding.problem(
                    "aes", "not available: " + e.getMessage(), "use another JDK", ExitCode.INPUT_OR_FILE_WRONG));
        }
    }

    private void memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String message = Counts.ofBytes(heap) + " of heap, " + Runtime.getRuntime().availableProcessors() + " processors";
        examination.add(
                heap >= LEAST_HEAP_BYTES
                        ? Finding.ok("memory", message)
                        : Finding.problem(
                                "memory",
                                message,
                                "allow more: MPC_JAVA_OPTS=-Xmx512m",
                                ExitCode.INPUT_OR_FILE_WRONG));
    }

    /** ECB over a public zero key: the speed of the block cipher alone, which is what garbling hashes with. */
    private static double aesGigabytesPerSecond() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
        byte[] buffer = new byte[BUFFER_BYTES];
        encryptFor(WARM_UP_NANOS, cipher, buffer);
        return encryptFor(MEASURE_NANOS, cipher, buffer);
    }

    /** Bytes per nanosecond. */
    private static double encryptFor(long nanos, Cipher cipher, byte[] buffer) throws GeneralSecurityException {
        long start = System.nanoTime();
        long bytes = 0;
        long elapsed = 0;
        while (elapsed < nanos) {
            bytes += cipher.update(buffer, 0, buffer.length, buffer, 0);
            elapsed = System.nanoTime() - start;
        }
        return (double) bytes / elapsed;
    }
}
