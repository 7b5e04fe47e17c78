package dev.sflmpc.compiler.arithmetic.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.arithmetic.AesSbox;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known answers of the standards, the platform's implementations, and AND counts. */
class CryptoTest {

    @ParameterizedTest
    @CsvSource({
        "000102030405060708090a0b0c0d0e0f, 69c4e0d86a7b0430d8cdb78070b4c55a",
        "000102030405060708090a0b0c0d0e0f1011121314151617, dda97ca4864cdfe06eaf70a0ec0d7191",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, 8ea2b7ca516745bfeafc49904b496089"
    })
    void aes_exampleOfTheStandard_isItsCiphertext(String key, String ciphertext) {
        String plaintext = "00112233445566778899aabbccddeeff";
        assertEquals(ciphertext, ByteCircuit.run((n, v) -> Aes.encrypt(n, v[0], v[1]), key, plaintext));
        assertEquals(plaintext, ByteCircuit.run((n, v) -> Aes.decrypt(n, v[0], v[1]), key, ciphertext));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void aes_randomBlocks_isThatOfThePlatform(int keyBytes) throws Exception {
        ByteCircuit.computes(
                (n, v) -> Aes.encrypt(n, v[0], v[1]), v -> aes(Cipher.ENCRYPT_MODE, v[0], v[1]), keyBytes, 16);
        ByteCircuit.computes(
                (n, v) -> Aes.decrypt(n, v[0], v[1]), v -> aes(Cipher.DECRYPT_MODE, v[0], v[1]), keyBytes, 16);
    }

    private static byte[] aes(int mode, byte[] key, byte[] block) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"));
        return cipher.doFinal(block);
    }

    @ParameterizedTest
    @CsvSource({
        "616263, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    })
    void sha2_exampleOfTheStandard_isItsDigest(String message, String digest) {
        assertEquals(digest, ByteCircuit.run((n, v) -> Sha2.SHA256.hash(n, v[0]), message));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 55, 56, 64, 111, 112, 128, 137})
    void hashes_randomMessages_areThoseOfThePlatform(int bytes) throws Exception {
        ByteCircuit.computes((n, v) -> Sha2.SHA256.hash(n, v[0]), v -> digest("SHA-256", v[0]), bytes);
        ByteCircuit.computes((n, v) -> Sha2.SHA512.hash(n, v[0]), v -> digest("SHA-512", v[0]), bytes);
        ByteCircuit.computes((n, v) -> Sha1.hash(n, v[0]), v -> digest("SHA-1", v[0]), bytes);
        ByteCircuit.computes((n, v) -> Md5.hash(n, v[0]), v -> digest("MD5", v[0]), bytes);
        ByteCircuit.computes((n, v) -> Keccak.sha3(n, v[0], 256), v -> digest("SHA3-256", v[0]), bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {224, 256, 384, 512})
    void sha3_aroundItsRate_isThatOfThePlatform(int bits) throws Exception {
        int rate = (1600 - 2 * bits) / 8;
        for (int bytes : new int[] {rate - 1, rate, rate + 1}) {
            ByteCircuit.computes((n, v) -> Keccak.sha3(n, v[0], bits), v -> digest("SHA3-" + bits, v[0]), bytes);
        }
    }

    private static byte[] digest(String name, byte[] message) throws Exception {
        return MessageDigest.getInstance(name).digest(message);
    }

    @Test
    void chaCha20_exampleOfTheStandard_isItsKeyStream() {
        assertEquals(
                "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4ed2826446079faa0914c2d705d98b02a2"
                        + "b5129cd1de164eb9cbd083e8a2503c4e",
                ByteCircuit.run(
                        (n, v) -> ChaCha20.block(n, v[0], v[1], v[2]),
                        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                        "01000000",
                        "000000090000004a00000000"));
    }

    @Test
    void chaCha20_randomOperands_isThatOfThePlatform() throws Exception {
        ByteCircuit.computes(
                (n, v) -> ChaCha20.block(n, v[0], v[1], v[2]),
                v -> {
                    Cipher cipher = Cipher.getInstance("ChaCha20");
                    int counter = (v[1][0] & 255) | (v[1][1] & 255) << 8 | (v[1][2] & 255) << 16 | v[1][3] << 24;
                    cipher.init(
                            Cipher.ENCRYPT_MODE,
                            new SecretKeySpec(v[0], "ChaCha20"),
                            new ChaCha20ParameterSpec(v[2], counter));
                    return cipher.doFinal(new byte[64]);
                },
                32,
                4,
                12);
    }

    @Test
    void andCount_ciphers_isAsDocumented() {
        ByteCircuit.costs(6400, 60, (n, v) -> Aes.encrypt(n, v[0], v[1]), 16, 16);
        ByteCircuit.costs(7168, 72, (n, v) -> Aes.encrypt(n, v[0], v[1]), 24, 16);
        ByteCircuit.costs(8832, 84, (n, v) -> Aes.encrypt(n, v[0], v[1]), 32, 16);
        ByteCircuit.costs(32, 6, (n, v) -> AesSbox.substitute(n, v[0]), 1);
        ByteCircuit.costs(32, 6, (n, v) -> AesSbox.inverse(n, v[0]), 1);
        ByteCircuit.costs(10_416, 1731, (n, v) -> ChaCha20.permuteAndAdd(n, v[0]), 64);
        ByteCircuit.costs(10_400, 1730, (n, v) -> ChaCha20.block(n, v[0], v[1], v[2]), 32, 4, 12);
        ByteCircuit.costs(38_400, 24, (n, v) -> Keccak.permute(n, v[0]), 200);
    }

    @Test
    void andCount_hashes_isAsDocumented() {
        ByteCircuit.costs(22_271, 1607, (n, v) -> Sha2.SHA256.compress(n, v[0], v[1]), 32, 64);
        ByteCircuit.costs(21_890, 1604, (n, v) -> Sha2.SHA256.compress(n, Sha2.SHA256.initialState(), v[0]), 64);
        ByteCircuit.costs(57_572, 3303, (n, v) -> Sha2.SHA512.compress(n, v[0], v[1]), 64, 128);
        ByteCircuit.costs(56_812, 3301, (n, v) -> Sha2.SHA512.compress(n, Sha2.SHA512.initialState(), v[0]), 128);
        ByteCircuit.costs(10_582, 2163, (n, v) -> Sha1.compress(n, Sha1.initialState(), v[0]), 64);
        ByteCircuit.costs(9037, 1276, (n, v) -> Md5.compress(n, Md5.initialState(), v[0]), 64);
    }
}
