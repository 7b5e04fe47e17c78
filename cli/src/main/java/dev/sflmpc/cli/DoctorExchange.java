package dev.sflmpc.cli;

import dev.sflmpc.runtime.net.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What two doctors tell each other over a channel: fixed 128 bytes, a mark, the version and the program's digest in
 * hexadecimal, padded with blanks. Nothing secret.
 */
record DoctorExchange(Examination examination) {

    private static final String MARK = "SFLMPC-DOCTOR-1 ";
    private static final int VERSION_LENGTH = 48;
    private static final int DIGEST_LENGTH = 64;
    private static final int LENGTH = MARK.length() + VERSION_LENGTH + DIGEST_LENGTH;

    void run(Channel channel, String digest) throws IOException {
        byte[] own = message(Version.text(), digest);
        channel.write(own, 0, own.length);
        channel.flush();
        byte[] seen = new byte[LENGTH];
        channel.read(seen, 0, seen.length);
        compare(new String(seen, StandardCharsets.US_ASCII), digest);
    }

    private void compare(String seen, String digest) {
        if (!seen.startsWith(MARK)) {
            examination.add(Finding.problem(
                    "version",
                    "the peer does not run `mpc doctor`, or another version of it",
                    "run `mpc doctor` on both hosts at the same time",
                    ExitCode.PEER_OR_PROTOCOL_FAILED));
            return;
        }
        version(printable(seen.substring(MARK.length(), MARK.length() + VERSION_LENGTH)));
        program(printable(seen.substring(MARK.length() + VERSION_LENGTH)), digest);
    }

    private void version(String theirs) {
        examination.add(
                theirs.equals(Version.text())
                        ? Finding.ok("version", "both run " + theirs)
                        : Finding.problem(
                                "version",
                                "this side runs " + Version.text() + ", the peer " + theirs,
                                "install the same version on both hosts",
                                ExitCode.PEER_OR_PROTOCOL_FAILED));
    }

    private void program(String theirs, String digest) {
        if (digest.isEmpty() || theirs.isEmpty()) {
            return;
        }
        examination.add(
                theirs.equals(digest)
                        ? Finding.ok("digest", "both have the same program")
                        : Finding.problem(
                                "digest",
                                "the peer's program is another one, with digest " + theirs,
                                "compile the same source with the same -D on both hosts, or copy the .sfc",
                                ExitCode.PEER_OR_PROTOCOL_FAILED));
    }

    private static byte[] message(String version, String digest) {
        byte[] message = new byte[LENGTH];
        Arrays.fill(message, (byte) ' ');
        put(MARK, message, 0, MARK.length());
        put(version, message, MARK.length(), VERSION_LENGTH);
        put(digest, message, MARK.length() + VERSION_LENGTH, DIGEST_LENGTH);
        return message;
    }

    private static void put(String text, byte[] message, int offset, int length) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, message, offset, Math.min(bytes.length, length));
    }

    /** What the peer sent, fit for a terminal. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?").strip();
    }
}
