package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Extremum;
import dev.sflmpc.compiler.arithmetic.FloatComparator;
import dev.sflmpc.compiler.arithmetic.SortingNetwork;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.Arrays;
import java.util.List;

/** Sorts arrays, one exchange after the other, so that a long sort takes as many segments as its gates need. */
final class Sorting {

    private final Tape tape;
    private final Values values;

    Sorting(Tape tape, Values values) {
        this.tape = tape;
        this.values = values;
    }

    /** A settled array in ascending order; may finish segments. */
    Value sorted(Value array) {
        int count = Types.partCount(array.type());
        if (count == 0) {
            return array;
        }
        ValueType type = Types.part(array.type(), 0);
        boolean signed = Types.isSigned(type) || type instanceof ValueType.Float;
        Segment first = values.memory().segmentOf(List.of(array));
        boolean isHere = first == tape.segment();
        Value.Word[] lines = lines(array, first, type);
        SortingNetwork network = SortingNetwork.of(count);
        for (SortingNetwork.Exchange exchange : network.comparators()) {
            Segment segment = isHere ? here() : first;
            int[] a = values.bits(lines[exchange.low()], segment);
            int[] b = values.bits(lines[exchange.high()], segment);
            int[][] ordered = Extremum.sort2(segment.netlist(), a, b, signed);
            lines[exchange.low()] = new Value.Word(type, segment, ordered[0]);
            lines[exchange.high()] = new Value.Word(type, segment, ordered[1]);
        }
        return new Value.Group(
                array.type(),
                Parts.of(count, i -> inOrderOfNumbers(lines[network.order().get(i)])));
    }

    private Segment here() {
        tape.cutIfLarge();
        return tape.segment();
    }

    private Value.Word[] lines(Value array, Segment segment, ValueType type) {
        int[] bits = values.flatten(array, segment);
        Value.Word[] lines = new Value.Word[Types.partCount(array.type())];
        for (int i = 0; i < lines.length; i++) {
            int[] word = Arrays.copyOfRange(bits, i * type.widthBits(), (i + 1) * type.widthBits());
            lines[i] = inOrderOfNumbers(new Value.Word(type, segment, word));
        }
        return lines;
    }

    /** A float as a number in two's complement of the same order, and such a number as the float. */
    private static Value.Word inOrderOfNumbers(Value.Word word) {
        return word.type() instanceof ValueType.Float
                ? new Value.Word(
                        word.type(),
                        word.segment(),
                        FloatComparator.ordered(word.segment().netlist(), word.bits()))
                : word;
    }
}
