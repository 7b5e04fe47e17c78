package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Offset;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words that count bits one after the other, as {@code if c[i] { n += 1; }} in a loop does. */
final class Counters {

    private static final int LEAST_BITS = 2;
    private static final int MOST_BITS = 256;

    private Counters() {}

    /** The bits that are counted, in their order, for each counter that no other one goes on with. */
    static List<int[]> find(WordLog log) {
        Map<Word, int[]> counted = new HashMap<>();
        counted.put(new Word(new int[0]), new int[0]);
        Map<Word, int[]> last = new LinkedHashMap<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Offset(int[] word, int[] bits, int constant, int[] result) && constant == 0) {
                Word from = new Word(DifferenceGraph.trimmed(word));
                int[] before = counted.get(from);
                if (before != null && before.length + bits.length <= MOST_BITS) {
                    int[] all = Arrays.copyOf(before, before.length + bits.length);
                    System.arraycopy(bits, 0, all, before.length, bits.length);
                    Word to = new Word(DifferenceGraph.trimmed(result));
                    last.remove(from);
                    if (counted.putIfAbsent(to, all) == null) {
                        last.put(to, all);
                    }
                }
            }
        }
        List<int[]> found = new ArrayList<>();
        for (int[] bits : last.values()) {
            if (bits.length >= LEAST_BITS && Arrays.stream(bits).allMatch(bit -> bit > Netlist.TRUE)) {
                found.add(bits);
            }
        }
        return found;
    }
}
