package dev.sflmpc.compiler.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of single bits, for formats that know nothing else: bit 3 of {@code x} is {@code x[3]}.
 *
 * <p>Bits {@code x[0], x[1], …} that follow each other are one value, and so are {@code …, x[1], x[0]}, in the order {@link
 * BitOrder#MSB}.
 */
final class BitNames {

    private BitNames() {}

    /** A name taken apart; {@code index} is -1 when it has none. */
    private record BitName(String base, int index) {

        static BitName of(String text) {
            String name = text.startsWith("\\") ? text.substring(1) : text;
            int open = name.lastIndexOf('[');
            int digits = name.length() - open - 2;
            if (open <= 0 || !name.endsWith("]") || digits < 1 || digits > 8) {
                return new BitName(name, -1);
            }
            int index = 0;
            for (int i = open + 1; i < name.length() - 1; i++) {
                if (!FileSource.isDigit(name.charAt(i))) {
                    return new BitName(name, -1);
                }
                index = 10 * index + name.charAt(i) - '0';
            }
            return new BitName(name.substring(0, open), index);
        }

        boolean follows(BitName other, int step) {
            return index >= 0 && other.index >= 0 && base.equals(other.base) && index == other.index + step;
        }
    }

    /** The values that these bits make up. Their names differ from each other. */
    static List<Signature.Group> groups(List<String> names) {
        List<BitName> bits = names.stream().map(BitName::of).toList();
        List<Signature.Group> groups = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        int from = 0;
        while (from < bits.size()) {
            int up = run(bits, from, 1);
            int down = run(bits, from, -1);
            boolean rising = bits.get(from).index() == 0 && up >= down;
            boolean falling = !rising && down > 1 && bits.get(from + down - 1).index() == 0;
            int width = rising ? up : falling ? down : 1;
            String name = rising || falling ? bits.get(from).base() : names.get(from);
            BitOrder order = falling ? BitOrder.MSB : BitOrder.LSB;
            groups.add(new Signature.Group(unlike(name, taken), width, order));
            from += width;
        }
        return groups;
    }

    private static int run(List<BitName> bits, int from, int step) {
        int length = 1;
        while (from + length < bits.size() && bits.get(from + length).follows(bits.get(from + length - 1), step)) {
            length++;
        }
        return length;
    }

    private static String unlike(String name, Set<String> taken) {
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "_" + i;
        }
        return unique;
    }

    /** The name of bit {@code index} of a value of this many bits; without blanks. */
    static String of(String value, int index, int widthBits) {
        String name = value.replace(' ', '_');
        return widthBits == 1 ? name : name + "[" + index + "]";
    }
}
