package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * What the garbler keeps of a garbling that is for one later run.
 *
 * <p>An input wire of the evaluator has a zero-label W of its own, drawn before its input is known. With K of the wire's OT
 * the evaluator holds M = K ^ c·delta. In the run it sends d = input ^ c and gets K ^ W ^ d·delta, which xor M is the active
 * label W ^ input·delta; the <i>correction</i> is K ^ W. An input bit of the garbler costs a label too, since its wire's
 * labels are fixed before the bit is.
 *
 * <p>All of it is secret. Format of the content: delta, inputs, corrections, own outputs, others' outputs, 16 bytes a label.
 *
 * @param inputs zero-labels of the garbler's inputs
 * @param corrections for the evaluator's inputs
 */
record GarblerUnit(Delta delta, long[] inputs, long[] corrections, OutputStore own, OutputStore others) {

    /**
     * Garbles the program for one run.
     *
     * @param otLabels the labels K of the evaluator's inputs, then the zero-labels of joint random bits; overwritten
     */
    static GarblerUnit garble(
            SideContext context,
            byte[] transcriptHash,
            Delta delta,
            long[] otLabels,
            TableSink sink,
            Walk.Listener listener)
            throws IOException {
        Program program = context.program().program();
        Chunk chunk = context.oneRow();
        int ownBits = context.inputBits(context.party(), chunk);
        int otherBits = context.inputBits(context.otherParty(), chunk);
        long[] inputs = Labels.allocate(ownBits);
        long[] zeroLabels = Labels.allocate(otherBits);
        try (LabelStream fresh = LabelStream.random()) {
            fresh.next(inputs, 0, ownBits);
            fresh.next(zeroLabels, 0, otherBits);
        }
        OutputStore own = new OutputStore(context.program(), context.party(), chunk);
        OutputStore others = new OutputStore(context.program(), context.otherParty(), chunk);
        try (GarblingBackend backend =
                new GarblingBackend(program.wireCount(), 1, delta, context.gateHash(transcriptHash), sink)) {
            context.forEachInput(
                    0,
                    (wire, first, width) -> backend.setInputs(0, wire, inputs, first, width),
                    (wire, first, width) -> backend.setInputs(0, wire, zeroLabels, first, width));
            Program.Region random = program.random();
            backend.setInputs(0, random.base(), otLabels, otherBits, random.widthBits());
            Walk.walk(program, backend, listener);
            backend.finish();
            own.add((wire, count) -> backend.outputs(0, wire, count));
            others.add((wire, count) -> backend.outputs(0, wire, count));
        }
        for (int i = 0; i < zeroLabels.length; i++) {
            zeroLabels[i] ^= otLabels[i];
        }
        Arrays.fill(otLabels, 0);
        return new GarblerUnit(delta, inputs, zeroLabels, own, others);
    }

    void write(OutputStream out) throws IOException {
        UnitContent.write(out, new long[] {delta.low(), delta.high()});
        UnitContent.write(out, inputs);
        UnitContent.write(out, corrections);
        for (OutputStore outputs : new OutputStore[] {own, others}) {
            long[] labels = outputs.labels(0, outputs.count());
            UnitContent.write(out, labels);
            Arrays.fill(labels, 0);
        }
    }

    /** Reads all of a unit. */
    static GarblerUnit read(SideContext context, InputStream in) throws IOException {
        Chunk chunk = context.oneRow();
        long[] words = UnitContent.read(in, 1);
        Delta delta = Delta.kept(words[0], words[1]);
        Arrays.fill(words, 0);
        long[] inputs = UnitContent.read(in, context.inputBits(context.party(), chunk));
        long[] corrections = UnitContent.read(in, context.inputBits(context.otherParty(), chunk));
        OutputStore own = outputs(context, context.party(), in);
        OutputStore others = outputs(context, context.otherParty(), in);
        UnitContent.requireEnd(in);
        return new GarblerUnit(delta, inputs, corrections, own, others);
    }

    private static OutputStore outputs(SideContext context, String party, InputStream in) throws IOException {
        OutputStore outputs = new OutputStore(context.program(), party, context.oneRow());
        long[] labels = UnitContent.read(in, outputs.count());
        outputs.addAll(labels);
        Arrays.fill(labels, 0);
        return outputs;
    }

    /** Overwrites everything, delta too. */
    void wipe() {
        Arrays.fill(inputs, 0);
        Arrays.fill(corrections, 0);
        own.wipe();
        others.wipe();
        delta.close();
    }

    @Override
    public String toString() {
        return "GarblerUnit[secret]";
    }
}
