package dev.sflmpc.cli;

import dev.sflmpc.runtime.ot.OtSuite;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --bandwidth} takes: what is dearer, traffic or computing. */
enum Bandwidth {
    NORMAL("normal", OtSuite.SOFTSPOKEN_4),
    LOW("low", OtSuite.SOFTSPOKEN_8);

    private final String text;
    private final OtSuite ot;

    Bandwidth(String text, OtSuite ot) {
        this.text = text;
        this.ot = ot;
    }

    OtSuite ot() {
        return ot;
    }

    @Override
    public String toString() {
        return text;
    }

    /** The names. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(Bandwidth::toString).iterator();
        }
    }

    /** Reads a name. */
    static final class Converter implements ITypeConverter<Bandwidth> {
        @Override
        public Bandwidth convert(String text) {
            return Arrays.stream(values())
                    .filter(bandwidth -> bandwidth.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected " + String.join(" or ", new Names()) + ", found `" + text + "`"));
        }
    }
}
