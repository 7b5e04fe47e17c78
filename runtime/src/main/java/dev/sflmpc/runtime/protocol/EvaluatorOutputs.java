package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.OutputLabels;
import dev.sflmpc.runtime.primitive.Bits;
import java.io.IOException;

/**
 * The evaluator's half of what turns output labels into bits.
 *
 * @param own active labels of the evaluator's outputs
 * @param others active labels of the garbler's outputs
 */
record EvaluatorOutputs(SideContext context, OutputStore own, OutputStore others) {

    /** Room for the outputs of a chunk. */
    static EvaluatorOutputs of(SideContext context, Chunk chunk) {
        return new EvaluatorOutputs(
                context,
                new OutputStore(context.program(), context.party(), chunk),
                new OutputStore(context.program(), context.otherParty(), chunk));
    }

    /** Returns the labels of the garbler's outputs. */
    void send() throws IOException {
        for (int first = 0; first < others.count(); first += OutputStore.MESSAGE_LABELS) {
            int count = others.messageCount(first);
            context.messages().send(MessageType.RETURNED, OutputLabels.returned(others.labels(first, count), count));
        }
    }

    /** The evaluator's bits from what the garbler sends. */
    long[] receive() throws IOException, ProtocolException {
        long[] bits = Bits.allocate(own.count());
        for (int first = 0; first < own.count(); first += OutputStore.MESSAGE_LABELS) {
            int count = own.messageCount(first);
            byte[] commitments = context.messages().receive(MessageType.DECODE, count * OutputLabels.COMMITMENT_BYTES);
            long[] learned = OutputLabels.open(
                    context.sessionId(), own.index(first), own.labels(first, count), count, commitments);
            Bits.copy(learned, 0, bits, first, count);
        }
        return bits;
    }

    void wipe() {
        own.wipe();
        others.wipe();
    }

    @Override
    public String toString() {
        return "EvaluatorOutputs[secret]";
    }
}
