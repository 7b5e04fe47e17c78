package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.HashSuite;
import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.util.Arrays;

/**
 * What both sides' courses have in common.
 *
 * @param sessionId hash over both Hellos and both identities; in every hash of the session
 * @param party the party whose inputs this side holds
 * @param inputBits its inputs, packed, in the order of the program
 */
record SideContext(SessionProgram program, Messages messages, byte[] sessionId, String party, long[] inputBits) {

    String otherParty() {
        return program.other(party);
    }

    /** The number of correlated OTs: the evaluator's input bits first, then the joint random bits. */
    int otCount(String evaluator) {
        return Math.toIntExact(
                program.inputBits(evaluator) + program.program().random().widthBits());
    }

    /** The gate hash, after the garbler's nonce has become part of the transcript. */
    GateHash gateHash() {
        return HashSuite.EPOCH1024.create(messages.transcriptHash());
    }

    /** The active labels of the garbler's inputs, which both sides know; likewise after the nonce. */
    LabelStream garblerInputLabels() {
        byte[] key = SessionHash.of("session/garbler input labels", sessionId)
                .bytes(messages.transcriptHash())
                .digest();
        return new LabelStream(Arrays.copyOf(key, Aes.KEY_BYTES));
    }
}
