package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.OutputLabels;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import java.io.IOException;
import java.util.Arrays;

/**
 * The garbler's half of what turns output labels into bits.
 *
 * @param own zero-labels of the garbler's outputs
 * @param others zero-labels of the evaluator's outputs
 */
record GarblerOutputs(SideContext context, Delta delta, OutputStore own, OutputStore others) {

    /** Room for the outputs of a chunk. */
    static GarblerOutputs of(SideContext context, Delta delta, Chunk chunk) {
        return new GarblerOutputs(
                context,
                delta,
                new OutputStore(context.program(), context.party(), chunk),
                new OutputStore(context.program(), context.otherParty(), chunk));
    }

    /** Lets the evaluator open its outputs. */
    void send() throws IOException {
        for (int first = 0; first < others.count(); first += OutputStore.MESSAGE_LABELS) {
            int count = others.messageCount(first);
            long[] labels = others.labels(first, count);
            context.messages()
                    .send(
                            MessageType.DECODE,
                            OutputLabels.commitments(context.sessionId(), others.index(first), labels, count, delta));
            Arrays.fill(labels, 0);
        }
        others.wipe();
    }

    /** The garbler's bits from the labels that the evaluator returns. */
    long[] receive() throws IOException, ProtocolException {
        long[] bits = Bits.allocate(own.count());
        for (int first = 0; first < own.count(); first += OutputStore.MESSAGE_LABELS) {
            int count = own.messageCount(first);
            byte[] returned = context.messages().receive(MessageType.RETURNED, count * OutputLabels.RETURNED_BYTES);
            long[] labels = own.labels(first, count);
            Bits.copy(OutputLabels.accept(labels, count, delta, returned), 0, bits, first, count);
            Arrays.fill(labels, 0);
        }
        own.wipe();
        return bits;
    }

    void wipe() {
        own.wipe();
        others.wipe();
    }

    @Override
    public String toString() {
        return "GarblerOutputs[secret]";
    }
}
