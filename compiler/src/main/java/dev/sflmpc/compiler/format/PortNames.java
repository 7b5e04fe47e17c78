package dev.sflmpc.compiler.format;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A name for every single input and output bit, in the file's order, each once. */
final class PortNames {

    private PortNames() {}

    static List<String> inputs(Signature signature) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Signature.Input input : signature.inputs()) {
            add(names, unlike(word(input.name()), taken), input.type(), input.order());
        }
        if (signature.randomBits() > 0) {
            ValueType bits = new ValueType.Array(new ValueType.Bool(), signature.randomBits());
            add(names, unlike("random", taken), bits, BitOrder.LSB);
        }
        return names;
    }

    static List<String> outputs(Signature signature, List<String> inputs) {
        Set<String> bits = new HashSet<>(inputs);
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Signature.Output output : signature.outputs()) {
            String word = word(output.name());
            int width = output.type().widthBits();
            while (taken.contains(word) || bits.contains(BitNames.of(word, 0, width))) {
                word = word + "_out";
            }
            taken.add(word);
            add(names, word, output.type(), output.order());
        }
        return names;
    }

    /** A prefix that no value's name has. */
    static String unusedPrefix(Signature signature) {
        String prefix = "n";
        while (isPrefix(prefix, signature)) {
            prefix = prefix + "_";
        }
        return prefix;
    }

    private static boolean isPrefix(String prefix, Signature signature) {
        return signature.inputs().stream().anyMatch(input -> clashes(word(input.name()), prefix))
                || signature.outputs().stream().anyMatch(output -> clashes(word(output.name()), prefix));
    }

    private static boolean clashes(String word, String prefix) {
        return word.startsWith(prefix)
                && (word.length() == prefix.length() || !Character.isLetter(word.charAt(prefix.length())));
    }

    /** The name without what ends a word in BLIF. */
    static String word(String name) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            word.append(c <= ' ' || c == 0x7f || c == '#' || c == '\\' || c == '=' ? '_' : c);
        }
        return word.charAt(0) == '.' ? "_" + word : word.toString();
    }

    private static void add(List<String> names, String word, ValueType type, BitOrder order) {
        int width = type.widthBits();
        for (int i = 0; i < width; i++) {
            names.add(BitNames.of(word, order == BitOrder.MSB ? width - 1 - i : i, width));
        }
    }

    private static String unlike(String word, Set<String> taken) {
        String unique = word;
        for (int i = 2; !taken.add(unique); i++) {
            unique = word + "_" + i;
        }
        return unique;
    }
}
