package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.HashSuite;
import dev.sflmpc.runtime.ot.OtSuite;
import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.util.Arrays;

/**
 * What both sides' courses have in common.
 *
 * @param sessionId hash over both Hellos and both identities; in every hash of the session
 * @param ot the OT extension
 * @param party the party whose inputs this side holds
 * @param threads for the tiles of a chunk
 */
record SideContext(
        SessionProgram program,
        ChunkPlan plan,
        GarblingScheme garbling,
        OtSuite ot,
        Messages messages,
        byte[] sessionId,
        String party,
        int threads) {

    String otherParty() {
        return program.other(party);
    }

    /** A chunk of one row without inputs, for what asks for its size only. */
    Chunk oneRow() {
        return new Chunk(0, 1, new long[0]);
    }

    /** Input bits of {@code party} in all rows of a chunk. */
    int inputBits(String party, Chunk chunk) {
        return Math.toIntExact(program.inputBits(party) * chunk.rows());
    }

    /** Joint random bits in all rows of a chunk. */
    int randomBits(Chunk chunk) {
        return Math.multiplyExact(program.program().random().widthBits(), chunk.rows());
    }

    /** The number of correlated OTs: the evaluator's input bits row by row, then the joint random bits row by row. */
    int otCount(String evaluator, Chunk chunk) {
        return Math.addExact(inputBits(evaluator, chunk), randomBits(chunk));
    }

    /** Takes the {@code widthBits} bits of an input from {@code wire} on, which are those from {@code firstBit} on of its party's. */
    @FunctionalInterface
    interface InputBits {
        void accept(int wire, int firstBit, int widthBits);
    }

    /**
     * Goes through all inputs of the program, in their order.
     *
     * @param row of a chunk: the bits of each party's earlier rows come before its own
     */
    void forEachInput(int row, InputBits own, InputBits others) {
        int ownBit = Math.toIntExact(row * program.inputBits(party));
        int othersBit = Math.toIntExact(row * program.inputBits(otherParty()));
        for (Program.Input input : program.program().inputs()) {
            int width = input.type().widthBits();
            if (input.party().equals(party)) {
                own.accept(input.base(), ownBit, width);
                ownBit += width;
            } else {
                others.accept(input.base(), othersBit, width);
                othersBit += width;
            }
        }
    }

    /** Tells {@code listener} of a chunk's AND gates what a walk through {@code rows} rows from {@code first} tells of its own. */
    Walk.Listener ofChunk(Walk.Listener listener, int first, int rows) {
        long before = first * program.andCount();
        return andCount -> listener.progress(before + andCount * rows);
    }

    /** The gate hash of a chunk, after the garbler's nonce has become part of the transcript. */
    GateHash gateHash() {
        return gateHash(messages.transcriptHash());
    }

    /** The gate hash of a garbling that was made when the transcript had this hash. */
    GateHash gateHash(byte[] transcriptHash) {
        return HashSuite.EPOCH1024.create(garbling, transcriptHash);
    }

    /** The active labels of the garbler's inputs in a chunk, which both sides know; likewise after the nonce. */
    LabelStream garblerInputLabels() {
        byte[] key = SessionHash.of("session/garbler input labels", sessionId)
                .bytes(messages.transcriptHash())
                .digest();
        return new LabelStream(Arrays.copyOf(key, Aes.KEY_BYTES));
    }
}
