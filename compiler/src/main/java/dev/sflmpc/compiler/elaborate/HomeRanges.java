package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers in the homes of a loop's variables can be, by induction over its passes: a bound is supposed while the body
 * is elaborated, and the body must keep it.
 *
 * <p>First a variable is supposed to stay within what it is before the loop. One that does not, but only has something added
 * in each pass, is then supposed to stay within what that adds up to; any other one may be all that its type allows.
 */
final class HomeRanges {

    /** After this many supposals that did not hold nothing is supposed. */
    static final int MOST_ATTEMPTS = 3;

    private static final int MOST_ELEMENTS = 4096;

    /**
     * @param range what the home can hold
     * @param perPass what one pass adds at most; null for a variable that is assigned in other ways
     */
    private record Bound(Range range, @Nullable Range perPass) {}

    private final Values values;
    private final Map<Variable, Range> initial = new HashMap<>();
    private final Map<Variable, Bound> bounds = new HashMap<>();

    HomeRanges(Values values) {
        this.values = values;
    }

    /** Supposes that a variable keeps the range of its value before the loop. */
    void begin(Variable variable, Value value) {
        if (value instanceof Value.Undefined || leaf(variable.type()) instanceof ValueType.Bool) {
            return;
        }
        Range range = contents(values, value, variable.type());
        if (range != null) {
            initial.put(variable, range);
            bounds.put(variable, new Bound(range, null));
        }
    }

    void supposeNothing() {
        bounds.clear();
    }

    /** What is supposed of each number of a variable; null for nothing. */
    @Nullable
    Range of(Variable variable) {
        Bound bound = bounds.get(variable);
        return bound == null ? null : bound.range();
    }

    /**
     * Whether a pass that started with what is supposed ends with it; if not, something else is supposed.
     *
     * @param passes how often the body runs
     */
    boolean hold(Map<Variable, Value> results, Map<Variable, Region> homes, long passes) {
        boolean hold = true;
        for (Variable variable : List.copyOf(bounds.keySet())) {
            Value result = results.get(variable);
            Region home = homes.get(variable);
            Bound bound = bounds.get(variable);
            if (result == null || home == null || bound == null || !holds(bound, result, home, variable)) {
                suppose(variable, bound, result, home, passes);
                hold = false;
            }
        }
        return hold;
    }

    private boolean holds(Bound bound, Value result, Region home, Variable variable) {
        Range perPass = bound.perPass();
        if (perPass == null) {
            Range range = contents(values, result, variable.type());
            return range != null && bound.range().contains(range);
        }
        Range added = added(result, home);
        return added != null && perPass.contains(added);
    }

    private void suppose(
            Variable variable, @Nullable Bound broken, @Nullable Value result, @Nullable Region home, long passes) {
        bounds.remove(variable);
        Range start = initial.get(variable);
        Range added = result == null || home == null ? null : added(result, home);
        if (broken == null || broken.perPass() != null || added == null || start == null) {
            return;
        }
        BigInteger count = BigInteger.valueOf(passes);
        Range range = new Range(
                start.min().add(added.min().min(BigInteger.ZERO).multiply(count)),
                start.max().add(added.max().max(BigInteger.ZERO).multiply(count)));
        if (Range.of(variable.type()).contains(range)) {
            bounds.put(variable, new Bound(range, added));
        }
    }

    /** What a sum adds to what the home held; null if it is not made that way. */
    private @Nullable Range added(Value result, Region home) {
        Range added = Range.of(BigInteger.ZERO);
        Value at = result;
        while (at instanceof Sum sum && sum.before() != null) {
            added = added.plus(values.sums().exactRange(sum.terms()));
            at = sum.before();
        }
        return at instanceof Value.Stored stored && stored.region() == home ? added : null;
    }

    /** What the numbers in a value can be, all of one type; null if that is all that the type allows. */
    static @Nullable Range contents(Values values, Value value, ValueType type) {
        ValueType leaf = leaf(type);
        Range all = leaf == null ? null : Range.of(leaf);
        Range range = all == null ? null : hull(values, value, all);
        return range == null || range.equals(all) ? null : range;
    }

    private static @Nullable Range hull(Values values, Value value, Range all) {
        return switch (value) {
            case Value.Word word -> word.range();
            case Sum sum -> values.range(sum);
            case Value.Undefined undefined -> Range.of(BigInteger.ZERO);
            case Value.Stored stored -> stored.region().range();
            case Value.Group group -> hull(values, group, all);
            case Value.Overlay overlay -> {
                Range range = hull(values, overlay.base(), all);
                for (Value.Entry entry : overlay.entries()) {
                    range = or(range, hull(values, entry.value(), all));
                }
                yield range;
            }
        };
    }

    private static @Nullable Range hull(Values values, Value.Group group, Range all) {
        int size = group.parts().size();
        if (size == 0 || size > MOST_ELEMENTS) {
            return null;
        }
        Range range = hull(values, group.parts().get(0), all);
        for (int i = 1; i < size && range != null && !range.equals(all); i++) {
            range = or(range, hull(values, group.parts().get(i), all));
        }
        return range;
    }

    private static @Nullable Range or(@Nullable Range a, @Nullable Range b) {
        return a == null || b == null ? null : a.or(b);
    }

    /** The type of the numbers of a number or an array of numbers. */
    private static @Nullable ValueType leaf(ValueType type) {
        ValueType at = type;
        while (at instanceof ValueType.Array array) {
            at = array.element();
        }
        return Types.isScalar(at) && !(at instanceof ValueType.Float) ? at : null;
    }
}
