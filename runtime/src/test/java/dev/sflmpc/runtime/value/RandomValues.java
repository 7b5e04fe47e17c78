package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Types of every kind, small enough to print, and bits for them. */
final class RandomValues {

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    List<ValueType.Field> fields(int depth) {
        List<ValueType.Field> fields = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            fields.add(new ValueType.Field("f" + i, type(depth)));
        }
        return fields;
    }

    ValueBits bits(List<ValueType.Field> fields) {
        ValueBits bits = new ValueBits(
                fields.stream().mapToInt(field -> field.type().widthBits()).sum());
        for (int i = 0; i < bits.widthBits(); i++) {
            bits.set(i, random.nextBoolean());
        }
        int at = 0;
        for (ValueType.Field field : fields) {
            at = makeReadable(field.type(), bits, at);
        }
        return bits;
    }

    /** JSON has one NaN only. */
    private static int makeReadable(ValueType type, ValueBits bits, int at) {
        List<ValueType> parts =
                switch (type) {
                    case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _ -> List.of();
                    case ValueType.Float number -> {
                        String text = NumberText.text(bits.getLong(at, number.widthBits()), number);
                        bits.setLong(at, number.widthBits(), NumberText.floatBits(text, number));
                        yield List.of();
                    }
                    case ValueType.Array array -> Collections.nCopies(array.length(), array.element());
                    case ValueType.Struct struct ->
                        struct.fields().stream().map(ValueType.Field::type).toList();
                    case ValueType.Tuple tuple -> tuple.elements();
                };
        int next = at;
        for (ValueType part : parts) {
            next = makeReadable(part, bits, next);
        }
        return at + type.widthBits();
    }

    private ValueType type(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> new ValueType.Bool();
            case 1 -> new ValueType.Int(random.nextBoolean(), width());
            case 2 -> {
                int width = width();
                yield new ValueType.Fixed(width, random.nextInt(width + 1));
            }
            case 3 -> new ValueType.Float(random.nextBoolean() ? 32 : 64);
            case 4 -> new ValueType.Array(type(depth - 1), random.nextInt(4));
            case 5 -> new ValueType.Struct("S", fields(depth - 1));
            default ->
                new ValueType.Tuple(
                        fields(depth - 1).stream().map(ValueType.Field::type).toList());
        };
    }

    private int width() {
        int limit = List.of(8, 64, 130, 4096).get(random.nextInt(4));
        return 1 + random.nextInt(limit);
    }
}
