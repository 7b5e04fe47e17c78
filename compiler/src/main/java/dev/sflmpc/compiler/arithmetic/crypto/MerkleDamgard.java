package dev.sflmpc.compiler.arithmetic.crypto;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/** The padding that MD5, SHA-1 and SHA-2 share. */
final class MerkleDamgard {

    /** One step of the chain. */
    interface Compression {
        int[] compress(Netlist net, int[] state, int[] block);
    }

    private MerkleDamgard() {}

    /** The chain over a message of whole bytes, padded with a one, zeros and its length. */
    static int[] hash(
            Netlist net, int[] message, int[] start, int blockBits, boolean bigEndian, Compression compression) {
        if (message.length % 8 != 0) {
            throw new IllegalArgumentException("a message of " + message.length + " bits");
        }
        int lengthBits = blockBits / 8;
        int blocks = (message.length + 8 + lengthBits + blockBits - 1) / blockBits;
        int[] padded = Arrays.copyOf(message, blocks * blockBits);
        padded[message.length + 7] = Netlist.TRUE;
        for (int i = 0; i < 32; i++) {
            int octet = bigEndian ? padded.length - 8 - (i & -8) : padded.length - lengthBits + (i & -8);
            padded[octet + (i & 7)] = (message.length >>> i & 1) != 0 ? Netlist.TRUE : Netlist.FALSE;
        }
        int[] state = start;
        for (int i = 0; i < blocks; i++) {
            state = compression.compress(net, state, Arrays.copyOfRange(padded, i * blockBits, (i + 1) * blockBits));
        }
        return state;
    }
}
