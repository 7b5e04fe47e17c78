package dev.sflmpc.runtime.circuit;

import java.util.ArrayList;
import java.util.List;

/** Plain bits in lanes of the simplest kind: a backend of its own for each lane, on one wire memory. */
final class LaneBackend implements GateBackend {

    /** How many lanes the blocks so far ran in. */
    final List<Integer> tiles = new ArrayList<>();

    private final int maxLanes;
    private final long[] memory;
    private long[][] slots = new long[1][];
    private int lanes = 1;
    private int lane;

    LaneBackend(long[] memory, int maxLanes) {
        this.memory = memory;
        this.maxLanes = maxLanes;
    }

    @Override
    public int maxLanes() {
        return maxLanes;
    }

    @Override
    public void lanes(int count) {
        lanes = count;
    }

    @Override
    public void lane(int number) {
        lane = number;
    }

    @Override
    public void begin(Block block) {
        tiles.add(lanes);
        slots = new long[lanes][block.slotCount()];
        for (long[] own : slots) {
            own[Block.ONE] = -1;
        }
        lane = 0;
    }

    @Override
    public void load(int slot, int wire, int length) {
        System.arraycopy(memory, wire, slots[lane], slot, length);
    }

    @Override
    public void loadConstant(int slot, boolean bit) {
        slots[lane][slot] = bit ? -1 : 0;
    }

    @Override
    public void xor(int[] code, int from, int to) {
        for (long[] own : slots) {
            for (int at = from; at < to; at += Block.XOR_WORDS) {
                own[code[at]] = own[code[at + 1]] ^ own[code[at + 2]] ^ own[code[at + 3]];
            }
        }
    }

    @Override
    public void and(int[] code, int from, int count) {
        for (long[] own : slots) {
            for (int at = from; at < from + count * Block.AND_WORDS; at += Block.AND_WORDS) {
                long a = own[code[at]] ^ own[code[at + 1]];
                long b = own[code[at + 2]] ^ own[code[at + 3]];
                own[code[at + 5]] = (a & b) ^ own[code[at + 4]];
            }
        }
    }

    @Override
    public void store(int wire, int[] outputSlots, int first, int length) {
        for (int i = 0; i < length; i++) {
            memory[wire + i] = slots[lane][outputSlots[first + i]];
        }
    }
}
