package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A secret value while elaborating. Values never change; an assignment makes a new one.
 */
sealed interface Value permits Value.Word, Value.Group, Value.Stored, Value.Overlay, Value.Undefined, Sum {

    ValueType type();

    /**
     * A bool or number as literals of one segment, least significant first.
     *
     * @param known what is known of the number besides what its constant bits say; null for nothing
     */
    record Word(
            ValueType type,
            Segment segment,
            int[] bits,
            @Nullable Range known) implements Value {

        Word(ValueType type, Segment segment, int[] bits) {
            this(type, segment, bits, null);
        }

        /** A word of which a range is known: what that shows of its bits becomes constant. */
        static Word within(Range range, ValueType type, Segment segment, int[] bits) {
            int[] narrowed = range.narrowed(bits);
            return new Word(type, segment, narrowed, range.and(Range.of(Types.isSigned(type), narrowed)));
        }

        Range range() {
            return known == null ? Range.of(Types.isSigned(type), bits) : known;
        }

        boolean isConstant() {
            return secretBits() == 0;
        }

        int secretBits() {
            int count = 0;
            for (int bit : bits) {
                count += bit > 1 ? 1 : 0;
            }
            return count;
        }
    }

    /** An array, struct or tuple as its parts. */
    record Group(ValueType type, Parts parts) implements Value {}

    /** The bits of a region from {@code offset}; loaded where they are used. */
    record Stored(ValueType type, Region region, Affine offset) implements Value {}

    /** An array that differs from {@code base} in elements whose indices depend on counters and differ from each other. */
    record Overlay(ValueType.Array type, Value base, List<Entry> entries) implements Value {
        public Overlay {
            entries = List.copyOf(entries);
        }
    }

    /** An element of an overlay. */
    record Entry(Affine index, Value value) {}

    /** What a variable holds before its first assignment on any path; any value may stand for it. */
    record Undefined(ValueType type) implements Value {}
}
