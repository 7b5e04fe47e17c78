package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.Aes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Half gates written down as in the paper, one gate at a time on big integers, over any hash: what the kernels are held
 * against, and itself held against EMP's bytes.
 */
final class ReferenceHalfGates {

    private static final BigInteger MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** A tweakable hash of labels; {@code wire} is 2g for the first input of gate g, 2g + 1 for the second. */
    interface Hash {
        BigInteger hash(BigInteger label, long wire);
    }

    record Gate(BigInteger tg, BigInteger te, BigInteger zeroLabel) {}

    private ReferenceHalfGates() {}

    static Gate garble(Hash hash, long gate, BigInteger a0, BigInteger b0, BigInteger delta) {
        boolean pa = a0.testBit(0);
        boolean pb = b0.testBit(0);
        BigInteger ha0 = hash.hash(a0, 2 * gate);
        BigInteger ha1 = hash.hash(a0.xor(delta), 2 * gate);
        BigInteger hb0 = hash.hash(b0, 2 * gate + 1);
        BigInteger hb1 = hash.hash(b0.xor(delta), 2 * gate + 1);
        BigInteger tg = ha0.xor(ha1).xor(pb ? delta : BigInteger.ZERO);
        BigInteger te = hb0.xor(hb1).xor(a0);
        BigInteger wg = ha0.xor(pa ? tg : BigInteger.ZERO);
        BigInteger we = hb0.xor(pb ? te.xor(a0) : BigInteger.ZERO);
        return new Gate(tg, te, wg.xor(we));
    }

    /** EMP's: a key for every hashed wire from a session value, sigma over the two words of the label. */
    static Hash empCompatHash(BigInteger session) {
        return (label, wire) -> {
            BigInteger key = session.xor(BigInteger.valueOf(wire).shiftLeft(64));
            BigInteger low = label.and(MASK);
            BigInteger high = label.shiftRight(64);
            BigInteger x = low.xor(high).shiftLeft(64).or(high);
            return aes(key, x).xor(x);
        };
    }

    /** EPOCH1024 from its definition, for gates that hash so many wires each. */
    static Hash epochHash(BigInteger master, BigInteger tweakSeed, int wiresOfGate) {
        return (label, wire) -> {
            int wiresOfEpoch = 1024 * wiresOfGate;
            BigInteger key = aes(master, BigInteger.valueOf(wire / wiresOfEpoch));
            BigInteger x = sigma(label).xor(multiply(BigInteger.valueOf(wire % wiresOfEpoch), tweakSeed));
            return inverseAes(key, x).xor(x);
        };
    }

    static BigInteger block(byte[] littleEndian, int at) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 16; i++) {
            bytes[i] = littleEndian[at + 15 - i];
        }
        return new BigInteger(1, bytes);
    }

    static byte[] bytes(BigInteger block) {
        byte[] bigEndian = block.toByteArray();
        byte[] bytes = new byte[16];
        for (int i = 0; i < Math.min(16, bigEndian.length); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return bytes;
    }

    private static BigInteger sigma(BigInteger label) {
        BigInteger word = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
        BigInteger result = BigInteger.ZERO;
        for (int shift = 0; shift < 128; shift += 64) {
            BigInteger low = label.shiftRight(shift).and(word);
            BigInteger high = label.shiftRight(shift + 32).and(word);
            result = result.or(high.shiftLeft(shift)).or(low.xor(high).shiftLeft(shift + 32));
        }
        return result;
    }

    private static BigInteger multiply(BigInteger a, BigInteger b) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(128).or(BigInteger.valueOf(0x87));
        BigInteger product = BigInteger.ZERO;
        for (int i = 0; i < a.bitLength(); i++) {
            product = a.testBit(i) ? product.xor(b.shiftLeft(i)) : product;
        }
        for (int i = product.bitLength() - 1; i >= 128; i--) {
            product = product.testBit(i) ? product.xor(modulus.shiftLeft(i - 128)) : product;
        }
        return product;
    }

    private static BigInteger aes(BigInteger key, BigInteger x) {
        byte[] out = new byte[16];
        Aes.encrypt(Aes.cipher(bytes(key), 0), Arrays.copyOf(bytes(x), 16), 1, out, 0);
        return block(out, 0);
    }

    private static BigInteger inverseAes(BigInteger key, BigInteger x) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(bytes(key), "AES"));
            return block(cipher.doFinal(bytes(x)), 0);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
