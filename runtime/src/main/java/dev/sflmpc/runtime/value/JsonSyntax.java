package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.util.List;
import java.util.Map;

/**
 * The JSON that is read: RFC 8259 to the letter, UTF-8, with bounds on what a single token may hold.
 *
 * <p>Jackson's own messages quote the text around an error, which is secret here, so they are replaced.
 */
final class JsonSyntax {

    /** Enough for the exact decimal expansion of every number of {@code MAX_NUMBER_WIDTH_BITS} bits. */
    static final int MAX_NUMBER_LENGTH = 10_000;

    static final int MAX_NESTING_DEPTH = 500;

    /** Parts of Jackson's messages that do not depend on the text, and what is said instead; the first that fits is taken. */
    private static final List<Map.Entry<String, String>> MESSAGES = List.of(
            Map.entry("comma to separate Object entries", "expected `,` or `}` after a value in an object"),
            Map.entry("comma to separate Array entries", "expected `,` or `]` after a value in an array"),
            Map.entry("double-quote to start", "expected a key in double quotes; no `,` follows the last entry"),
            Map.entry("a colon to separate", "expected `:` after a key"),
            Map.entry("Leading zero", "a number must not begin with 0"),
            Map.entry("decimal point", "expected digits on both sides of a decimal point"),
            Map.entry("Illegal unquoted character", "a string must not hold a line break or another control character"),
            Map.entry("escape", "no such escape in a string"),
            Map.entry("close marker", "a bracket is closed that was not opened, or is of the other kind"),
            Map.entry("Unrecognized token", "expected a value: a number, true, false, a string, an object or an array"),
            Map.entry(
                    "expected a valid value",
                    "expected a value: a number, true, false, a string, an object or an array"));

    private JsonSyntax() {}

    static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxStringLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NUMBER_LENGTH)
                        .maxNestingDepth(MAX_NESTING_DEPTH)
                        .build())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();
    }

    /** What is wrong with the text, without any of the text. */
    static String message(JsonProcessingException error) {
        if (error instanceof JsonEOFException) {
            return "not JSON: the text ends before the value is complete";
        }
        if (error instanceof StreamConstraintsException) {
            return "a number, string or key of more than " + MAX_NUMBER_LENGTH
                    + " characters, or brackets nested more than " + MAX_NESTING_DEPTH + " deep";
        }
        String original = error.getOriginalMessage();
        for (Map.Entry<String, String> message : MESSAGES) {
            if (original.contains(message.getKey())) {
                return "not JSON: " + message.getValue();
            }
        }
        return "not JSON";
    }

    /** The kind of the value that begins with the current token. */
    static String kind(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT -> "an integer";
            case VALUE_NUMBER_FLOAT -> "a number with a fraction or an exponent";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("not the beginning of a value: " + token);
        };
    }
}
