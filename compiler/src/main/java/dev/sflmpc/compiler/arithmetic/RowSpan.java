package dev.sflmpc.compiler.arithmetic;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The span of numbered rows over GF(2), which says of a vector whose rows' sum it is. */
final class RowSpan {

    /** A vector and the rows that it is the sum of. */
    private record Entry(BitSet vector, BitSet rows) {}

    private final Map<Integer, Entry> entries = new HashMap<>();
    private int rows;

    /** Adds the next row; one that is in the span already is never part of an answer. */
    void add(BitSet row) {
        BitSet number = new BitSet();
        number.set(rows++);
        Entry rest = reduced(row, number);
        if (!rest.vector.isEmpty()) {
            entries.put(rest.vector.length() - 1, rest);
        }
    }

    /** The numbers of rows whose sum a vector is; null when it is not in the span. */
    @Nullable
    BitSet express(BitSet vector) {
        Entry rest = reduced(vector, new BitSet());
        return rest.vector.isEmpty() ? rest.rows : null;
    }

    private Entry reduced(BitSet vector, BitSet number) {
        BitSet rest = (BitSet) vector.clone();
        while (!rest.isEmpty()) {
            Entry entry = entries.get(rest.length() - 1);
            if (entry == null) {
                break;
            }
            rest.xor(entry.vector);
            number.xor(entry.rows);
        }
        return new Entry(rest, number);
    }
}
