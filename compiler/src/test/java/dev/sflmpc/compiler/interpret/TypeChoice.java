package dev.sflmpc.compiler.interpret;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;

/** The types of a generated program: a few of each kind, so that values of one type meet. */
final class TypeChoice {

    private final Dice dice;
    private final List<ValueType> scalars = new ArrayList<>();
    private final List<ValueType> products = new ArrayList<>();
    private final List<ValueType.Struct> structs = new ArrayList<>();

    /**
     * @param arrays whether to have few types, most of them arrays of narrow numbers
     * @param floats whether to have floats, and types that they are cast to and from
     */
    TypeChoice(Dice dice, boolean arrays, boolean floats) {
        this.dice = dice;
        if (floats) {
            addFloats();
            return;
        }
        if (arrays) {
            addArrays();
            return;
        }
        int scalarCount = dice.between(2, 4);
        for (int i = 0; i < scalarCount; i++) {
            scalars.add(newNumber());
        }
        int structCount = dice.between(0, 2);
        for (int i = 0; i < structCount; i++) {
            structs.add(newStruct("S" + i));
        }
        products.addAll(structs);
        int productCount = dice.between(2, 4);
        for (int i = 0; i < productCount; i++) {
            products.add(newProduct());
        }
    }

    private void addFloats() {
        ValueType number = new ValueType.Float(dice.chance(75) ? 32 : 64);
        scalars.add(number);
        scalars.add(number);
        scalars.add(newNumber());
        if (dice.chance(30)) {
            scalars.add(new ValueType.Float(96 - number.widthBits()));
        }
        products.add(new ValueType.Array(number, dice.between(2, 4)));
        structs.add(new ValueType.Struct(
                "S0", List.of(new ValueType.Field("f0", number), new ValueType.Field("f1", scalar()))));
        products.addAll(structs);
        products.add(new ValueType.Tuple(List.of(scalar(), number)));
    }

    private void addArrays() {
        ValueType number = new ValueType.Int(dice.chance(30), dice.between(2, 5));
        scalars.add(number);
        int length = dice.between(4, 10);
        ValueType.Array array = new ValueType.Array(number, length);
        products.add(array);
        products.add(array);
        switch (dice.below(4)) {
            case 0 ->
                products.add(new ValueType.Array(new ValueType.Array(number, dice.between(2, 4)), dice.between(2, 5)));
            case 1 ->
                structs.add(new ValueType.Struct(
                        "S0", List.of(new ValueType.Field("f0", array), new ValueType.Field("f1", number))));
            case 2 -> products.add(new ValueType.Tuple(List.of(array, number)));
            default -> {
                structs.add(new ValueType.Struct(
                        "S0",
                        List.of(new ValueType.Field("f0", number), new ValueType.Field("f1", new ValueType.Bool()))));
                products.add(new ValueType.Array(structs.getFirst(), dice.between(3, 6)));
            }
        }
        products.addAll(structs);
    }

    /** All products, and numbers that go with them. */
    List<ValueType> all() {
        List<ValueType> all = new ArrayList<>(scalars);
        all.addAll(products);
        all.add(new ValueType.Bool());
        return all;
    }

    List<ValueType.Struct> structs() {
        return structs;
    }

    ValueType any() {
        return dice.chance(45) ? scalar() : dice.pick(products);
    }

    ValueType scalar() {
        return dice.chance(15) ? new ValueType.Bool() : dice.pick(scalars);
    }

    /** A number type of the program. */
    ValueType number() {
        return dice.pick(scalars);
    }

    /** An array type of the program, or a new one. */
    ValueType array() {
        List<ValueType> arrays =
                products.stream().filter(ValueType.Array.class::isInstance).toList();
        return arrays.isEmpty() ? newArray(scalar()) : dice.pick(arrays);
    }

    private int width() {
        int kind = dice.below(40);
        if (kind == 0) {
            return dice.pick(32, 64, 65, 128);
        }
        return kind < 4 ? 1 : kind < 8 ? dice.between(9, 17) : dice.between(2, 8);
    }

    private ValueType newNumber() {
        int width = width();
        return switch (dice.below(5)) {
            case 0, 1 -> new ValueType.Int(false, width);
            case 2, 3 -> new ValueType.Int(true, width);
            default -> new ValueType.Fixed(width, dice.between(0, width));
        };
    }

    private ValueType.Struct newStruct(String name) {
        List<ValueType.Field> fields = new ArrayList<>();
        int count = dice.between(1, 3);
        for (int i = 0; i < count; i++) {
            fields.add(new ValueType.Field("f" + i, part()));
        }
        return new ValueType.Struct(name, fields);
    }

    private ValueType part() {
        int kind = dice.below(10);
        if (kind < 6 || products.size() + structs.size() == 0) {
            return kind < 4 ? scalar() : newArray(scalar());
        }
        if (!structs.isEmpty() && dice.chance(50)) {
            return dice.pick(structs);
        }
        ValueType part = products.isEmpty() ? scalar() : dice.pick(products);
        return part.widthBits() > 80 ? scalar() : part;
    }

    private ValueType newProduct() {
        if (dice.chance(70)) {
            return newArray(part());
        }
        List<ValueType> elements = new ArrayList<>();
        int count = dice.between(2, 3);
        for (int i = 0; i < count; i++) {
            elements.add(part());
        }
        return new ValueType.Tuple(elements);
    }

    private ValueType newArray(ValueType element) {
        int most = Math.clamp(120 / Math.max(1, element.widthBits()), 1, 9);
        return new ValueType.Array(element, dice.between(Math.min(2, most), most));
    }
}
