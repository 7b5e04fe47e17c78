package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.failure.ProtocolException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A receiver that changes its corrections and goes on as well as it can: its proof is for what it really sent, with the
 * choices that the sender will assume for tree 0.
 */
final class HostileReceiver {

    /** Changes a chunk's corrections: those of tree i begin at {@code (i - 1) * rows / 8}. */
    interface Tampering {
        void change(int chunk, byte[] corrections, int rows);
    }

    private final byte[] sessionId;
    private final SecureRandom random = new SecureRandom();
    private final BaseOtSender baseOt;
    private final Tampering tampering;

    HostileReceiver(byte[] sessionId, Tampering tampering) {
        this.sessionId = sessionId;
        this.tampering = tampering;
        this.baseOt = new BaseOtSender(sessionId, Trees.BASE_OTS, random);
    }

    /** Runs set-up and one extension against {@code sender}; true when the sender took it. */
    boolean run(CorrelatedOtSender sender, int count) throws ProtocolException {
        baseOt.finish(sender.respond(baseOt.respond(sender.start())));
        FullTrees trees = new FullTrees(sessionId, baseOt.keys(0), baseOt.keys(1), random);
        sender.finishSetup(trees.message());
        Extension extension = new Extension(sessionId, new LeafStreams(trees.seeds(), 0));
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
        for (int tree = 0; tree < Trees.TREES; tree++) {
            long[] sum = extension.fold(tree, rows);
            if (tree == 0) {
                choices = Arrays.copyOf(sum, words);
            } else {
                PlaneKernel.putSum(sum, choices, words, corrections, (tree - 1) * rows / 8);
            }
        }
        tampering.change(chunk, corrections, rows);
        extension.checkChoices(extension.check(corrections, rows), choices, words);
        extension.transpose(rows);
        return corrections;
    }
}
