package dev.sflmpc.compiler.format;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Types from the text that {@link ValueType} writes. */
final class TypeText {

    private static final int MAX_DEPTH = 64;

    private final String text;
    private final Map<String, ValueType.Struct> structs;
    private int at;

    private TypeText(String text, Map<String, ValueType.Struct> structs) {
        this.text = text;
        this.structs = structs;
    }

    /** @throws IllegalArgumentException if the text is no type, or names a struct that there is not */
    static ValueType parse(String text, Map<String, ValueType.Struct> structs) {
        TypeText parser = new TypeText(text, structs);
        ValueType type = parser.type(0);
        if (parser.at != text.length()) {
            throw parser.wrong();
        }
        return type;
    }

    private ValueType type(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong();
        }
        ValueType element = take("(") ? tuple(depth) : named();
        List<Integer> dimensions = new ArrayList<>();
        while (take("[")) {
            dimensions.add(number());
            require("]");
        }
        for (int i = dimensions.size() - 1; i >= 0; i--) {
            element = new ValueType.Array(element, dimensions.get(i));
        }
        return element;
    }

    private ValueType tuple(int depth) {
        List<ValueType> elements = new ArrayList<>();
        while (!take(")")) {
            if (!elements.isEmpty()) {
                require(", ");
            }
            elements.add(type(depth + 1));
        }
        return new ValueType.Tuple(elements);
    }

    private ValueType named() {
        int start = at;
        while (at < text.length() && "<>[](), ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(start, at);
        if (take("<")) {
            return number(name);
        }
        if (name.equals("bool")) {
            return new ValueType.Bool();
        }
        if (name.equals("float32") || name.equals("float64")) {
            return new ValueType.Float(name.equals("float32") ? Float.SIZE : Double.SIZE);
        }
        ValueType.Struct struct = structs.get(name);
        if (struct == null) {
            throw wrong();
        }
        return struct;
    }

    private ValueType number(String name) {
        int width = number();
        ValueType type;
        if (name.equals("fixed")) {
            require(", ");
            type = new ValueType.Fixed(width, number());
        } else if (name.equals("int") || name.equals("uint")) {
            type = new ValueType.Int(name.equals("int"), width);
        } else {
            throw wrong();
        }
        require(">");
        return type;
    }

    private int number() {
        int start = at;
        long value = 0;
        while (at < text.length() && FileSource.isDigit(text.charAt(at)) && value <= ValueType.MAX_WIDTH_BITS) {
            value = 10 * value + text.charAt(at++) - '0';
        }
        if (at == start || value > ValueType.MAX_WIDTH_BITS) {
            throw wrong();
        }
        return (int) value;
    }

    private boolean take(String expected) {
        boolean found = text.startsWith(expected, at);
        at += found ? expected.length() : 0;
        return found;
    }

    private void require(String expected) {
        if (!take(expected)) {
            throw wrong();
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("`" + text + "` is not a type");
    }
}
