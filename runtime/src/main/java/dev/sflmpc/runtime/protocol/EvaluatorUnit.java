package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.primitive.Bits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * What the evaluator keeps of a garbling that is for one later run, but for the tables, which follow it in the content: see
 * {@link StoredTables}.
 *
 * <p>Format of the content: transcript hash, choice bits packed, labels, 16 bytes each.
 *
 * @param transcriptHash the gate hash of the garbling comes from it
 * @param choices bits c of the OTs of the evaluator's inputs, packed; secret, as they hide the inputs
 * @param labels M of the evaluator's inputs, then the active labels of joint random bits
 */
record EvaluatorUnit(byte[] transcriptHash, long[] choices, long[] labels) {

    void write(OutputStream out, int inputBits) throws IOException {
        byte[] packed = Bits.toBytes(choices, inputBits);
        out.write(transcriptHash);
        out.write(packed);
        UnitContent.write(out, labels);
        Arrays.fill(packed, (byte) 0);
    }

    /** Reads a unit up to its tables. */
    static EvaluatorUnit read(SideContext context, InputStream in) throws IOException {
        Chunk chunk = context.oneRow();
        int inputBits = context.inputBits(context.party(), chunk);
        byte[] hash = UnitContent.bytes(in, Messages.HASH_BYTES);
        byte[] packed = UnitContent.bytes(in, Bits.bytes(inputBits));
        long[] choices = Bits.fromBytes(packed);
        Arrays.fill(packed, (byte) 0);
        return new EvaluatorUnit(hash, choices, UnitContent.read(in, context.otCount(context.party(), chunk)));
    }

    void wipe() {
        Arrays.fill(choices, 0);
        Arrays.fill(labels, 0);
    }

    @Override
    public String toString() {
        return "EvaluatorUnit[secret]";
    }
}
