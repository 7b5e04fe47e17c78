package dev.sflmpc.runtime.circuit;

/**
 * Executes gates on plain bits, 64 independent evaluations at once, without any cryptography.
 *
 * <p>Layout: {@code memory[w]} is wire {@code w} and {@code slots[s]} slot {@code s}; bit <i>i</i> of the word is the
 * value in evaluation <i>i</i>.
 */
public final class PlainBackend implements GateBackend {

    private static final long ALL_ONES = -1;

    private final long[] memory;
    private long[] slots = new long[Block.FIRST_INPUT];

    public PlainBackend(int wireCount) {
        memory = new long[wireCount];
    }

    /** Wire memory itself, one word of 64 evaluations per wire: written before the walk, read after it. */
    public long[] memory() {
        return memory;
    }

    @Override
    public void begin(Block block) {
        if (slots.length < block.slotCount()) {
            slots = new long[block.slotCount()];
        }
        slots[Block.ZERO] = 0;
        slots[Block.ONE] = ALL_ONES;
    }

    @Override
    public void load(int slot, int wire, int length) {
        System.arraycopy(memory, wire, slots, slot, length);
    }

    @Override
    public void loadConstant(int slot, boolean bit) {
        slots[slot] = bit ? ALL_ONES : 0;
    }

    @Override
    public void xor(int[] code, int from, int to) {
        xor(slots, code, from, to);
    }

    @Override
    public void and(int[] code, int from, int count) {
        and(slots, code, from, count);
    }

    @Override
    public void store(int wire, int[] outputSlots, int first, int length) {
        for (int i = 0; i < length; i++) {
            memory[wire + i] = slots[outputSlots[first + i]];
        }
    }

    private static void xor(long[] slots, int[] code, int from, int to) {
        for (int at = from; at < to; at += Block.XOR_WORDS) {
            slots[code[at]] = slots[code[at + 1]] ^ slots[code[at + 2]] ^ slots[code[at + 3]];
        }
    }

    private static void and(long[] slots, int[] code, int from, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            long a = slots[code[at]] ^ slots[code[at + 1]];
            long b = slots[code[at + 2]] ^ slots[code[at + 3]];
            slots[code[at + 5]] = (a & b) ^ slots[code[at + 4]];
            at += Block.AND_WORDS;
        }
    }
}
