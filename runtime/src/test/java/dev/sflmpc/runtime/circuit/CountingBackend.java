package dev.sflmpc.runtime.circuit;

/** Counts what a walk does, gate by gate. */
class CountingBackend implements GateBackend {

    long ands;
    long xors;
    long nots;
    long calls;
    long loadedBits;
    long constantBits;
    long storedBits;

    @Override
    public void begin(Block block) {
        calls++;
    }

    @Override
    public void load(int slot, int wire, int length) {
        loadedBits += length;
    }

    @Override
    public void loadConstant(int slot, boolean bit) {
        constantBits++;
    }

    @Override
    public void xor(int[] code, int from, int to) {
        for (int at = from; at < to; at += Block.XOR_WORDS) {
            addSum(code, at + 1, 3);
        }
    }

    @Override
    public void and(int[] code, int from, int count) {
        for (int at = from; at < from + count * Block.AND_WORDS; at += Block.AND_WORDS) {
            ands++;
            addSum(code, at, 2);
            addSum(code, at + 2, 2);
            xors += code[at + 4] > Block.ONE ? 1 : 0;
            nots += code[at + 4] == Block.ONE ? 1 : 0;
        }
    }

    @Override
    public void store(int wire, int[] outputSlots, int first, int length) {
        storedBits += length;
    }

    private void addSum(int[] code, int at, int operands) {
        int variables = 0;
        for (int i = at; i < at + operands; i++) {
            variables += code[i] > Block.ONE ? 1 : 0;
            nots += code[i] == Block.ONE ? 1 : 0;
        }
        xors += Math.max(0, variables - 1);
    }
}
