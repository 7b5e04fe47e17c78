package dev.sflmpc.runtime.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Textual encoding of keys and certificates, RFC 7468. */
final class Pem {
    private static final int LINE_LENGTH = 64;

    private Pem() {}

    static String encode(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /**
     * The first block with this label; other blocks and text around it are skipped.
     *
     * @throws IllegalArgumentException when there is none or its body is not base64
     */
    static byte[] decode(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int start = text.indexOf(begin);
        int end = text.indexOf("-----END " + label + "-----", Math.max(0, start));
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException("it holds no " + label);
        }
        String body = text.substring(start + begin.length(), end).replaceAll("\\s", "");
        try {
            return Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + label + " is not base64", e);
        }
    }
}
