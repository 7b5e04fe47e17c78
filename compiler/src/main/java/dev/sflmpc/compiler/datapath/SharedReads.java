package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.RepeatedReads;
import dev.sflmpc.compiler.datapath.WordOperation.Read;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Reads of one array at different secret indices: {@link RepeatedReads}. An index may depend on what was read before. */
final class SharedReads {

    private SharedReads() {}

    private record Array(int size, Word bits) {}

    /** One proposal for each array that is read more than once; products of entries are what reads share, which constants do not have. */
    static List<Proposal> find(WordLog log, IntPredicate isNeeded) {
        Map<Array, Map<Word, Read>> byArray = new LinkedHashMap<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Read read
                    && Arrays.stream(read.result()).anyMatch(literal -> isNeeded.test(literal >>> 1))
                    && Arrays.stream(read.index()).anyMatch(literal -> literal > Netlist.TRUE)
                    && !Arrays.stream(read.entries()).allMatch(Word::isConstant)) {
                Word bits = new Word(Word.concat(Arrays.asList(read.entries())));
                byArray.computeIfAbsent(new Array(read.entries().length, bits), array -> new LinkedHashMap<>())
                        .putIfAbsent(new Word(read.index()), read);
            }
        }
        return byArray.values().stream()
                .filter(reads -> reads.size() > 1)
                .map(reads -> proposal(List.copyOf(reads.values())))
                .toList();
    }

    private static Proposal proposal(List<Read> reads) {
        int count = reads.getFirst().entries().length;
        boolean inRange =
                reads.stream().allMatch(read -> read.inRange() || RepeatedReads.isInRange(read.index(), count));
        List<Replacement> parts = new ArrayList<>();
        for (Read read : reads) {
            List<int[]> inputs = new ArrayList<>(List.of(read.entries()));
            inputs.add(read.index());
            int bits = count * read.result().length;
            parts.add(new Replacement(Word.concat(inputs), read.result(), (net, given) -> {
                int[][] entries = Word.split(Arrays.copyOf(given, bits), count);
                int[] index = Arrays.copyOfRange(given, bits, given.length);
                return RepeatedReads.readShared(net, entries, index, inRange);
            }));
        }
        return new Proposal(parts);
    }
}
