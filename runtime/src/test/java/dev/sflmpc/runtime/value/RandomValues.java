package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
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
        return bits;
    }

    private ValueType type(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 -> new ValueType.Bool();
            case 1 -> new ValueType.Int(random.nextBoolean(), width());
            case 2 -> {
                int width = width();
                yield new ValueType.Fixed(width, random.nextInt(width + 1));
            }
            case 3 -> new ValueType.Array(type(depth - 1), random.nextInt(4));
            case 4 -> new ValueType.Struct("S", fields(depth - 1));
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
