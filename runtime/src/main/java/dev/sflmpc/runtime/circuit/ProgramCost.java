package dev.sflmpc.runtime.circuit;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of a program costs, counted from its schedule without running it.
 *
 * @param andCount AND gates executed; each takes a garbled table
 * @param xorCount two-input XOR gates with two variable operands executed
 * @param notCount complements executed, most of them inside other instructions
 * @param andDepth AND gates on the longest path from an input to an output, if {@code andDepthIsExact}; for a large program
 *     an upper bound, the sum of the depths of all calls
 * @param inputBits by party, in the program's order of parties; 0 for a party without inputs
 * @param callCount blocks executed
 */
public record ProgramCost(
        long andCount,
        long xorCount,
        long notCount,
        long andDepth,
        boolean andDepthIsExact,
        Map<String, Long> inputBits,
        long randomBits,
        long outputBits,
        int blocks,
        long callCount) {

    /** Code words and wires up to which the depth is worth a walk: some 30 ms. */
    private static final long EXACT_DEPTH_WORK = 1 << 24;

    /**
     * The cost of a program that is as {@link ProgramCheck} wants it.
     *
     * @throws UncheckedIOException if the thread is interrupted
     */
    public static ProgramCost of(Program program) {
        Counts[] ofBlocks = program.blocks().stream().map(Counts::of).toArray(Counts[]::new);
        Counts total = total(program.schedule(), ofBlocks);
        Map<String, Long> inputBits = new LinkedHashMap<>();
        program.parties().forEach(party -> inputBits.put(party, 0L));
        for (Program.Input input : program.inputs()) {
            inputBits.merge(input.party(), (long) input.type().widthBits(), Math::addExact);
        }
        long outputBits = program.outputs().stream()
                .mapToLong(output -> output.type().widthBits())
                .sum();
        boolean exactDepth = total.words <= EXACT_DEPTH_WORK && program.wireCount() <= EXACT_DEPTH_WORK;
        return new ProgramCost(
                total.ands,
                total.xors,
                total.nots,
                exactDepth ? DepthBackend.andDepth(program) : total.depth,
                exactDepth,
                inputBits,
                program.random().widthBits(),
                outputBits,
                ofBlocks.length,
                total.calls);
    }

    private static Counts total(List<Step> steps, Counts[] ofBlocks) {
        Counts total = new Counts(0, 0, 0, 0, 0, 0);
        for (Step step : steps) {
            total = total.plus(
                    switch (step) {
                        case Step.Call call -> ofBlocks[call.block()];
                        case Step.Repeat repeat ->
                            total(repeat.body(), ofBlocks).times(repeat.count());
                    });
        }
        return total;
    }

    private record Counts(long ands, long xors, long nots, long depth, long calls, long words) {

        static Counts of(Block block) {
            int[] code = block.code();
            return new Counts(
                    block.andCount(), block.xorCount(), notCount(code), block.andDepth(), 1, 1L + code.length);
        }

        Counts plus(Counts other) {
            return new Counts(
                    Math.addExact(ands, other.ands),
                    Math.addExact(xors, other.xors),
                    Math.addExact(nots, other.nots),
                    Math.addExact(depth, other.depth),
                    Math.addExact(calls, other.calls),
                    Math.addExact(words, other.words));
        }

        Counts times(long count) {
            return new Counts(
                    Math.multiplyExact(ands, count),
                    Math.multiplyExact(xors, count),
                    Math.multiplyExact(nots, count),
                    Math.multiplyExact(depth, count),
                    Math.multiplyExact(calls, count),
                    Math.multiplyExact(words, count));
        }

        private static long notCount(int[] code) {
            long nots = 0;
            for (int at = 0; at < code.length; ) {
                int ands = code[at++];
                while (code[at] != Block.END_OF_XORS) {
                    nots += nots(code, at + 1, at + Block.XOR_WORDS);
                    at += Block.XOR_WORDS;
                }
                at++;
                for (int and = 0; and < ands; and++) {
                    nots += nots(code, at, at + Block.AND_WORDS - 1);
                    at += Block.AND_WORDS;
                }
            }
            return nots;
        }

        private static long nots(int[] code, int from, int to) {
            long nots = 0;
            for (int at = from; at < to; at++) {
                nots += code[at] == Block.ONE ? 1 : 0;
            }
            return nots;
        }
    }
}
