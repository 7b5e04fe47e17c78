package dev.sflmpc.runtime.ot;

import dev.sflmpc.runtime.primitive.Labels;

/** The shape of the correlated OT: how many messages there are and how long each is. All follows from public numbers. */
public final class CorrelatedOt {

    /** Set-up, sender to receiver: {@link CorrelatedOtSender#start()}. */
    public static final int FIRST_BYTES = BaseOtKeys.firstMessageBytes(TreeShape.BASE_OTS);

    /** Set-up, receiver to sender: {@link CorrelatedOtReceiver#respond}. */
    public static final int SECOND_BYTES = BaseOtKeys.secondMessageBytes(TreeShape.BASE_OTS);

    /** Set-up, sender to receiver: {@link CorrelatedOtSender#respond}. */
    public static final int THIRD_BYTES = BaseOtKeys.thirdMessageBytes();

    /** Receiver to sender at the end of an extension: {@link CorrelatedOtReceiver#prove()}. */
    public static final int PROOF_BYTES = ConsistencyCheck.PROOF_BYTES;

    /** The most OTs of one extension. */
    public static final int MAX_COUNT = Labels.MAX_COUNT - 1024;

    static final int CHUNK_ROWS = 8192;
    static final int BLOCK_ROWS = 128;

    private CorrelatedOt() {}

    /** Set-up, receiver to sender: {@link CorrelatedOtReceiver#finishSetup}. */
    public static int fourthBytes(OtSuite suite) {
        return suite.shape().messageBytes();
    }

    /** How many chunks, each a message from receiver to sender, an extension of {@code count} OTs has: at least 1. */
    public static int chunks(int count) {
        return (rows(count) + CHUNK_ROWS - 1) / CHUNK_ROWS;
    }

    /** Bytes of the message of chunk number {@code chunk}, from 0, of an extension of {@code count} OTs. */
    public static int chunkBytes(OtSuite suite, int count, int chunk) {
        return (suite.shape().trees() - 1) * chunkRows(count, chunk) / 8;
    }

    /** Bytes of all messages of an extension of {@code count} OTs, its proof included. */
    public static long extensionBytes(OtSuite suite, int count) {
        return (suite.shape().trees() - 1) * (rows(count) / 8L) + PROOF_BYTES;
    }

    /** Rows of the chunk: a positive multiple of {@link #BLOCK_ROWS}. */
    static int chunkRows(int count, int chunk) {
        return Math.min(CHUNK_ROWS, rows(count) - chunk * CHUNK_ROWS);
    }

    /** Rows of an extension: the OTs, filled up to whole blocks, and one block more that masks the check. */
    private static int rows(int count) {
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException(count + " OTs");
        }
        return (count + BLOCK_ROWS - 1) / BLOCK_ROWS * BLOCK_ROWS + BLOCK_ROWS;
    }
}
