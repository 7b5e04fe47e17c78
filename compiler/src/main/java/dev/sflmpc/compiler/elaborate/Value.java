package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;

/**
 * A secret value while elaborating. Values never change; an assignment makes a new one.
 */
sealed interface Value permits Value.Word, Value.Group, Value.Stored, Value.Overlay, Value.Undefined, Sum {

    ValueType type();

    /** A bool or number as literals of one segment, least significant first. */
    record Word(ValueType type, Segment segment, int[] bits) implements Value {
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
