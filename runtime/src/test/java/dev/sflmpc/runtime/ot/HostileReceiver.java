package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A receiver that changes its corrections and goes on as well as it can: its proof is for what it really sent, with the
 * choices that the sender will assume for tree 0, and with what the sender will have if its bits of delta are as guessed.
 */
final class HostileReceiver {

    /** Changes a chunk's corrections: those of tree i begin at {@code (i - 1) * rows / 8}. */
    interface Tampering {
        void change(int chunk, byte[] corrections, int rows);
    }

    private final byte[] sessionId;
    private final OtSuite suite;
    private final SecureRandom random = new SecureRandom();
    private final BaseOtSender baseOt;
    private final Tampering tampering;
    private final IntUnaryOperator guess;

    /** @param guess the bits of delta of a tree, where its corrections are changed */
    HostileReceiver(byte[] sessionId, OtSuite suite, Tampering tampering, IntUnaryOperator guess) {
        this.guess = guess;
        this.suite = suite;
        this.sessionId = sessionId;
        this.tampering = tampering;
        this.baseOt = new BaseOtSender(sessionId, TreeShape.BASE_OTS, random);
    }

    /** Runs set-up and one extension against {@code sender}; true when the sender took it. */
    boolean run(CorrelatedOtSender sender, int count) throws ProtocolException {
        baseOt.finish(sender.respond(baseOt.respond(sender.start())));
        FullTrees trees = new FullTrees(sessionId, suite.shape(), baseOt.keys(0), baseOt.keys(1), random);
        sender.finishSetup(trees.message());
        LeafStreams streams = new LeafStreams(sessionId, suite.shape(), trees.seeds(), false);
        Extension extension = new Extension(sessionId, suite, trees.message(), streams);
        sender.begin(count);
        extension.begin(count);
        for (int chunk = 0; chunk < CorrelatedOt.chunks(count); chunk++) {
            sender.extend(extend(extension, chunk));
        }
        try {
            return sender.verify(extension.proof()).length == 2 * count;
        } catch (ProtocolException refused) {
            return false;
        }
    }

    private byte[] extend(Extension extension, int chunk) {
        byte[] corrections = new byte[extension.chunkBytes()];
        int rows = extension.nextRows();
        int words = rows / 64;
        long[] choices = new long[0];
        for (int tree = 0; tree < suite.shape().trees(); tree++) {
            long[] sum = extension.fold(tree, rows);
            if (tree == 0) {
                choices = Arrays.copyOf(sum, words);
            } else {
                PlaneKernel.putSum(sum, choices, words, corrections, (tree - 1) * rows / 8);
            }
        }
        byte[] honest = corrections.clone();
        tampering.change(chunk, corrections, rows);
        long[] now = new long[words];
        long[] before = new long[words];
        for (int tree = 1; tree < suite.shape().trees(); tree++) {
            PlaneKernel.get(corrections, (tree - 1) * rows / 8, words, now);
            PlaneKernel.get(honest, (tree - 1) * rows / 8, words, before);
            PlaneKernel.addMasked(now, before, words, -1);
            extension.correct(tree, guess.applyAsInt(tree), now, words);
        }
        extension.check(corrections, rows);
        extension.checkChoices(choices, words);
        extension.transpose(rows);
        return corrections;
    }
}
