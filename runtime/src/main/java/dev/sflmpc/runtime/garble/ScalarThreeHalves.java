package dev.sflmpc.runtime.garble;

/** {@link ThreeHalvesKernels} that any Java runs, on words of 64 bits. */
final class ScalarThreeHalves extends ThreeHalvesKernels {

    static final ThreeHalvesKernels INSTANCE = new ScalarThreeHalves();

    /** From a block of an AND to the next of the same AND. */
    private static final int STEP = 32;

    private ScalarThreeHalves() {}

    @Override
    void prepareGarbling(Batch batch, int ands, long[] tweaks, int tweak, DeltaWords delta) {
        for (int n = 0; n < ands; n++) {
            garbleLinear(batch, 2 * n, delta);
            putGarbled(batch, 2 * n, tweaks, tweak + 2 * n, delta, 16 + block(n, 6));
        }
    }

    /** Where AND n's first block is, when an AND has so many. */
    private static int block(int n, int blocks) {
        return STEP * blocks * (n >> 1) + 16 * (n & 1);
    }

    /** Takes a and b to the labels with permute bit 0, and works out all that is linear in labels and delta. */
    private static void garbleLinear(Batch batch, int w, DeltaWords delta) {
        long low = delta.low;
        long high = delta.high;
        long notA = -(batch.a[w] & 1);
        long notB = -(batch.b[w] & 1);
        long aLow = batch.a[w] ^= low & notA;
        long aHigh = batch.a[w + 1] ^= high & notA;
        long bLow = batch.b[w] ^= low & notB;
        long bHigh = batch.b[w + 1] ^= high & notB;
        long p = aLow ^ aHigh ^ bLow;
        long q = aLow ^ bHigh;
        long rho1 = batch.rho[w];
        long rho2 = batch.rho[w + 1];
        long n1 = rho1 ^ notB;
        long n2 = rho2 ^ notA;
        long aq = q & ~notA;
        batch.rows[w] = (p & ~notA) ^ (q & ~notB) ^ bLow ^ ((n1 ^ n2) & high) ^ (n2 & low);
        batch.rows[w + 1] = aq ^ ((p ^ q) & ~notB) ^ aHigh ^ ((n1 ^ n2) & low) ^ (n1 & high);
        batch.last[w] = ((notA ^ notB) & p) ^ aq ^ (~n1 & low) ^ (~n2 & high);
        batch.last[w + 1] = rho1 & 1 ^ rho2 & 2 ^ ~notA & 4 ^ ~notB & 8 ^ (notA ^ notB) & 16;
        long neither = notA & notB;
        batch.outputs[w] = (rho1 & p) ^ (rho2 & q) ^ bLow ^ (neither & low);
        batch.outputs[w + 1] = (rho1 & q) ^ (rho2 & (p ^ q)) ^ aHigh ^ (neither & high);
    }

    private static void putGarbled(Batch batch, int w, long[] tweaks, int u, DeltaWords delta, int x) {
        byte[] blocks = batch.blocks;
        long aLow = EpochHash.sigma(batch.a[w]);
        long aHigh = EpochHash.sigma(batch.a[w + 1]);
        long bLow = EpochHash.sigma(batch.b[w]);
        long bHigh = EpochHash.sigma(batch.b[w + 1]);
        int ofB = u + TWEAK_PLANE;
        int ofX = ofB + TWEAK_PLANE;
        putPair(blocks, x, aLow ^ tweaks[u], aHigh ^ tweaks[u + 1], delta);
        putPair(blocks, x + 2 * STEP, bLow ^ tweaks[ofB], bHigh ^ tweaks[ofB + 1], delta);
        putPair(blocks, x + 4 * STEP, aLow ^ bLow ^ tweaks[ofX], aHigh ^ bHigh ^ tweaks[ofX + 1], delta);
    }

    /** Writes a block and that of the label xored with delta. */
    private static void putPair(byte[] blocks, int x, long low, long high, DeltaWords delta) {
        LongBytes.put(blocks, x, low);
        LongBytes.put(blocks, x + 8, high);
        LongBytes.put(blocks, x + STEP, low ^ delta.sigmaLow);
        LongBytes.put(blocks, x + STEP + 8, high ^ delta.sigmaHigh);
    }

    @Override
    void finishGarbling(Batch batch, int ands) {
        byte[] blocks = batch.blocks;
        byte[] out = batch.out;
        for (int n = 0; n < ands; n++) {
            int w = 2 * n;
            int x = block(n, 6);
            long a = hash(blocks, out, x);
            long b = hash(blocks, out, x + 2 * STEP);
            long both = hash(blocks, out, x + 4 * STEP);
            batch.rows[w] ^= a ^ hash(blocks, out, x + STEP);
            batch.rows[w + 1] ^= b ^ hash(blocks, out, x + 3 * STEP);
            batch.last[w] ^= both ^ hash(blocks, out, x + 5 * STEP);
            batch.outputs[w] ^= a ^ both;
            batch.outputs[w + 1] ^= b ^ both;
            batch.last[w + 1] ^= dice(blocks, out, x);
        }
    }

    /** What hashes add to z. */
    private static int dice(byte[] blocks, byte[] out, int x) {
        int a = bit(blocks, out, x);
        int b = bit(blocks, out, x + 2 * STEP);
        int both = bit(blocks, out, x + 4 * STEP);
        int z2 = a ^ bit(blocks, out, x + STEP);
        int z3 = b ^ bit(blocks, out, x + 3 * STEP);
        int z4 = both ^ bit(blocks, out, x + 5 * STEP);
        return a ^ both | (b ^ both) << 1 | z2 << 2 | z3 << 3 | z4 << 4;
    }

    /** H of the block after {@code x}: its low word. */
    private static long hash(byte[] blocks, byte[] out, int x) {
        return LongBytes.get(out, x) ^ LongBytes.get(blocks, x) ^ LongBytes.get(blocks, x + 16);
    }

    /** The bit h. */
    private static int bit(byte[] blocks, byte[] out, int x) {
        return (out[x + 8] ^ blocks[x + 8] ^ blocks[x + 24]) & 1;
    }

    @Override
    void prepareEvaluation(Batch batch, int ands, long[] tweaks, int tweak) {
        byte[] blocks = batch.blocks;
        for (int n = 0; n < ands; n++) {
            int w = 2 * n;
            int ofA = tweak + w;
            int ofB = ofA + TWEAK_PLANE;
            int ofX = ofB + TWEAK_PLANE;
            int x = 16 + block(n, 3);
            long aLow = EpochHash.sigma(batch.a[w]);
            long aHigh = EpochHash.sigma(batch.a[w + 1]);
            long bLow = EpochHash.sigma(batch.b[w]);
            long bHigh = EpochHash.sigma(batch.b[w + 1]);
            LongBytes.put(blocks, x, aLow ^ tweaks[ofA]);
            LongBytes.put(blocks, x + 8, aHigh ^ tweaks[ofA + 1]);
            LongBytes.put(blocks, x + STEP, bLow ^ tweaks[ofB]);
            LongBytes.put(blocks, x + STEP + 8, bHigh ^ tweaks[ofB + 1]);
            LongBytes.put(blocks, x + 2 * STEP, aLow ^ bLow ^ tweaks[ofX]);
            LongBytes.put(blocks, x + 2 * STEP + 8, aHigh ^ bHigh ^ tweaks[ofX + 1]);
        }
    }

    @Override
    void finishEvaluation(Batch batch, int ands) {
        for (int n = 0; n < ands; n++) {
            evaluate(batch, 2 * n, block(n, 3));
        }
    }

    private static void evaluate(Batch batch, int w, int x) {
        byte[] blocks = batch.blocks;
        byte[] out = batch.out;
        long aLow = batch.a[w];
        long aHigh = batch.a[w + 1];
        long bLow = batch.b[w];
        long p = aLow ^ aHigh ^ bLow;
        long q = aLow ^ batch.b[w + 1];
        long i = -(aLow & 1);
        long j = -(bLow & 1);
        long k = i ^ j;
        int z = (int) batch.last[w + 1];
        int h = bit(blocks, out, x + 2 * STEP) ^ (int) k & z >> 4;
        long r1 = -(long) ((z ^ (int) i & z >> 2 ^ bit(blocks, out, x) ^ h) & 1);
        long r2 = -(long) ((z >> 1 ^ (int) j & z >> 3 ^ bit(blocks, out, x + STEP) ^ h) & 1);
        long both = hash(blocks, out, x + 2 * STEP) ^ (batch.last[w] & k);
        long low = hash(blocks, out, x) ^ (batch.rows[w] & i);
        long high = hash(blocks, out, x + STEP) ^ (batch.rows[w + 1] & j);
        batch.outputs[w] = both ^ low ^ (r1 & p) ^ (r2 & q) ^ (~i & bLow);
        batch.outputs[w + 1] = both ^ high ^ (r1 & q) ^ (r2 & (p ^ q)) ^ (~j & aHigh);
    }
}
