package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Arrays;
import dev.sflmpc.compiler.arithmetic.Comparator;
import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Read;
import dev.sflmpc.compiler.datapath.WordOperation.Same;
import dev.sflmpc.compiler.datapath.WordOperation.Selected;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries at several secret indices that are compared with one word, as a binary search does: every entry is compared once,
 * and the reads select between bits. For R reads of N entries of w bits that is N w + R (N - 1) ANDs and not R N w.
 */
final class ComparedReads {

    private static final int LEAST_READS = 2;

    /** @param checked whether the entry is zero where the index is out of range */
    private record Entry(int[][] entries, int least, boolean checked, int[] index) {

        /** What the entry is of words that belong to the entries. */
        int[] read(Netlist net, int[][] words, int[] at) {
            return checked ? Arrays.read(net, words, at) : Arrays.readWithin(net, words, at, least);
        }
    }

    /** How two words are compared. */
    private enum Kind {
        LESS,
        GREATER,
        SIGNED_LESS,
        SIGNED_GREATER,
        SAME;

        static Kind of(boolean signed, boolean less) {
            return signed ? (less ? SIGNED_LESS : SIGNED_GREATER) : less ? LESS : GREATER;
        }

        int compared(Netlist net, int[] entry, int[] word) {
            return switch (this) {
                case LESS -> Comparator.less(net, entry, word, false);
                case GREATER -> Comparator.less(net, word, entry, false);
                case SIGNED_LESS -> Comparator.less(net, entry, word, true);
                case SIGNED_GREATER -> Comparator.less(net, word, entry, true);
                case SAME -> Comparator.equal(net, entry, word);
            };
        }
    }

    private record Comparison(Kind kind, Entry entry, int[] word, int result) {}

    /** Comparisons of entries of what seems to be one array with one word. */
    private record Key(Word first, Word compared) {}

    private final Map<Word, Entry> entries = new HashMap<>();
    private final Map<Key, List<Comparison>> comparisons = new LinkedHashMap<>();

    private ComparedReads() {}

    /** One proposal for each array and word that it is compared with more than once. */
    static List<Proposal> find(WordLog log) {
        ComparedReads search = new ComparedReads();
        log.operations().forEach(search::visit);
        return search.comparisons.values().stream()
                .filter(same -> same.size() >= LEAST_READS)
                .map(same -> new Proposal(
                        same.stream().map(ComparedReads::replacement).toList()))
                .toList();
    }

    private void visit(WordOperation operation) {
        if (operation instanceof Selected(int[][] words, int least, int[] index, int[] result)) {
            entries.putIfAbsent(new Word(result), new Entry(words, least, false, index));
        } else if (operation instanceof Read(int[][] words, int[] index, boolean inRange, int[] result) && !inRange) {
            entries.putIfAbsent(new Word(result), new Entry(words, 0, true, index));
        } else if (operation instanceof Less(boolean signed, int[] left, int[] right, int result)) {
            add(Kind.of(signed, true), left, right, result);
            add(Kind.of(signed, false), right, left, result);
        } else if (operation instanceof Same(int[] left, int[] right, int result)) {
            add(Kind.SAME, left, right, result);
            add(Kind.SAME, right, left, result);
        }
    }

    private void add(Kind kind, int[] read, int[] word, int result) {
        Entry entry = entries.get(new Word(read));
        if (entry != null && !entries.containsKey(new Word(word))) {
            comparisons
                    .computeIfAbsent(new Key(new Word(entry.entries[0]), new Word(word)), key -> new ArrayList<>())
                    .add(new Comparison(kind, entry, word, result));
        }
    }

    private static Replacement replacement(Comparison comparison) {
        Entry entry = comparison.entry;
        int count = entry.entries.length;
        int width = comparison.word.length;
        List<int[]> inputs = new ArrayList<>(List.of(entry.entries));
        inputs.add(comparison.word);
        inputs.add(entry.index);
        return new Replacement(Word.concat(inputs), new int[] {comparison.result}, (net, given) -> {
            int[] words = java.util.Arrays.copyOf(given, (count + 1) * width);
            int[][] entriesAndWord = Word.split(words, count + 1);
            int[] word = entriesAndWord[count];
            int[] index = java.util.Arrays.copyOfRange(given, words.length, given.length);
            int outOfRange = entry.checked ? comparison.kind.compared(net, new int[width], word) : Netlist.FALSE;
            int[][] bits = new int[count][1];
            for (int i = entry.least; i < count; i++) {
                bits[i][0] = net.xor(outOfRange, comparison.kind.compared(net, entriesAndWord[i], word));
            }
            return new int[] {net.xor(outOfRange, entry.read(net, bits, index)[0])};
        });
    }
}
