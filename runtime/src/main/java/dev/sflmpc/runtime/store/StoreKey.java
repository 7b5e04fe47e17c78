package dev.sflmpc.runtime.store;

import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.net.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The 256-bit key under which a side's units are sealed: a file of hexadecimal digits that its owner alone may read. */
final class StoreKey {
    private static final int BYTES = 32;
    private static final int MAX_FILE_BYTES = 1 << 10;
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    private StoreKey(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
    }

    /** The key in {@code file}; a new one if there is none. */
    static StoreKey open(Path file) throws KeyFileException, IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            KeyFiles.writeAtomically(file, HexFormat.of().formatHex(fresh) + "\n", false);
            Arrays.fill(fresh, (byte) 0);
        }
        KeyFiles.requireOwnerOnly(file, KeyFiles.PRIVATE);
        String text = KeyFiles.read(file, MAX_FILE_BYTES).strip();
        if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new UnitFileException(
                    file,
                    "this is not the key of a store; restore it, or delete it, run `mpc units remove`, and `mpc prepare` again together with the peer");
        }
        return new StoreKey(HexFormat.of().parseHex(text));
    }

    /** HMAC-SHA256 of {@code bytes} for a purpose. */
    byte[] derive(String purpose, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update((purpose + "\0").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + MAC, e);
        }
    }

    @Override
    public String toString() {
        return "StoreKey[secret]";
    }
}
