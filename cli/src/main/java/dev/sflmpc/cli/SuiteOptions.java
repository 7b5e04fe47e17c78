package dev.sflmpc.cli;

import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.protocol.SessionOptions;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which cryptographic building blocks a session uses; both parties must choose alike. */
final class SuiteOptions {

    @Option(
            names = "--garbling",
            paramLabel = "SCHEME",
            order = 16,
            converter = SchemeConverter.class,
            completionCandidates = Schemes.class,
            description =
                    "How AND gates are garbled: ${COMPLETION-CANDIDATES}. Both parties must use the same. Default:"
                            + " half-gates.")
    GarblingScheme garbling = GarblingScheme.HALF_GATES;

    @Option(
            names = "--bandwidth",
            paramLabel = "AMOUNT",
            order = 17,
            converter = Bandwidth.Converter.class,
            completionCandidates = Bandwidth.Names.class,
            description = "How much traffic there may be for the evaluator's inputs: ${COMPLETION-CANDIDATES}. `low` takes"
                    + " 2 bytes a bit instead of 4, and several times the computing. Both parties must use the same."
                    + " Default: normal.")
    Bandwidth bandwidth = Bandwidth.NORMAL;

    SessionOptions options() {
        return SessionOptions.defaults().withGarbling(garbling).withOt(bandwidth.ot());
    }

    /** The names that {@code --garbling} takes. */
    static final class Schemes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(GarblingScheme.values())
                    .map(GarblingScheme::toString)
                    .iterator();
        }
    }

    /** Reads the name of a garbling scheme. */
    static final class SchemeConverter implements ITypeConverter<GarblingScheme> {
        @Override
        public GarblingScheme convert(String text) {
            return Arrays.stream(GarblingScheme.values())
                    .filter(scheme -> scheme.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected " + String.join(" or ", new Schemes()) + ", found `" + text + "`"));
        }
    }
}
