package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.typed.PublicValue;
import java.util.List;

/** What is known of a public expression whose value may differ from one iteration to the next. */
sealed interface PublicKind {

    /** A number; when {@code whole}, certainly an integer. */
    record Number(boolean whole) implements PublicKind {}

    /** A truth value. */
    record Truth() implements PublicKind {}

    /** A list. */
    record Elements(PublicKind element, int length) implements PublicKind {}

    static PublicKind whole() {
        return new Number(true);
    }

    static PublicKind truth() {
        return new Truth();
    }

    /** The kind of a list of values of these kinds. */
    static PublicKind ofElements(List<PublicKind> parts) {
        PublicKind element = parts.isEmpty() ? whole() : parts.getFirst();
        for (PublicKind part : parts) {
            element = element.join(part);
        }
        return new Elements(element, parts.size());
    }

    static PublicKind of(PublicValue value) {
        return switch (value) {
            case PublicValue.Int _ -> whole();
            case PublicValue.Rational _ -> new Number(false);
            case PublicValue.Bool _ -> truth();
            case PublicValue.Array(List<PublicValue> elements) ->
                ofElements(elements.stream().map(PublicKind::of).toList());
        };
    }

    /** The same with every number one that may be a fraction. */
    default PublicKind withFractions() {
        return switch (this) {
            case Number _ -> new Number(false);
            case Truth truth -> truth;
            case Elements(PublicKind element, int length) -> new Elements(element.withFractions(), length);
        };
    }

    /** Whether a number in it may be a fraction. */
    default boolean hasFractions() {
        return switch (this) {
            case Number(boolean whole) -> !whole;
            case Truth _ -> false;
            case Elements(PublicKind element, int _) -> element.hasFractions();
        };
    }

    /** How many numbers and truth values there are in it. */
    default long size() {
        return this instanceof Elements(PublicKind element, int length) ? length * element.size() : 1;
    }

    /** Whether values of both kinds can stand in one list. */
    default boolean isLike(PublicKind other) {
        return switch (this) {
            case Number _ -> other instanceof Number;
            case Truth _ -> other instanceof Truth;
            case Elements(PublicKind element, int length) ->
                other instanceof Elements(PublicKind otherElement, int otherLength)
                        && length == otherLength
                        && element.isLike(otherElement);
        };
    }

    /** What holds of both. */
    default PublicKind join(PublicKind other) {
        if (this instanceof Number(boolean whole) && other instanceof Number(boolean otherWhole)) {
            return new Number(whole && otherWhole);
        }
        if (this instanceof Elements(PublicKind element, int length)
                && other instanceof Elements(PublicKind otherElement, int _)) {
            return new Elements(element.join(otherElement), length);
        }
        return this;
    }

    /** As messages name it. */
    default String words() {
        return switch (this) {
            case Number _ -> "a number";
            case Truth _ -> "a truth value";
            case Elements(PublicKind _, int length) -> "a list of " + length;
        };
    }
}
