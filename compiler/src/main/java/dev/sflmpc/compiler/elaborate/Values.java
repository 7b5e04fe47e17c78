package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Value.Entry;
import dev.sflmpc.compiler.elaborate.Value.Group;
import dev.sflmpc.compiler.elaborate.Value.Overlay;
import dev.sflmpc.compiler.elaborate.Value.Stored;
import dev.sflmpc.compiler.elaborate.Value.Undefined;
import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Literals, parts and selections of values; {@link WireMemory} stores them.
 *
 * <p>Literals belong to the segment that was current when they were asked for. Only {@link #settle}, {@link #element},
 * {@link #withElement}, {@link #merge} and {@link WireMemory#fill} may finish a segment; call them before asking for literals.
 */
final class Values {

    private final Tape tape;
    private final Sums sums;
    private final SumSelection sumSelection;
    private final WireMemory memory;
    private final Assumptions assumptions = new Assumptions();
    private final Selections selections;

    Values(Tape tape, Places places) {
        this.tape = tape;
        this.sums = new Sums(tape, this, places);
        this.sumSelection = new SumSelection(tape, this, sums);
        this.memory = new WireMemory(tape, this);
        this.selections = new Selections(tape, this);
    }

    Sums sums() {
        return sums;
    }

    WireMemory memory() {
        return memory;
    }

    Selections selections() {
        return selections;
    }

    /** What is known in the branch that is being executed. */
    Assumptions assumptions() {
        return assumptions;
    }

    // ---- scalars

    /** A value that others may ask for as well: its gates are made. */
    Value shared(Value value) {
        return value instanceof Sum sum ? sums.build(sum) : value;
    }

    /** The value with what is known of it in the branch that is being executed, for an operator that is applied there. */
    Value refined(Value value) {
        if (assumptions.isEmpty() || !Types.isScalar(value.type())) {
            return value;
        }
        return switch (value) {
            case Word word -> assumptions.refined(word);
            case Stored stored -> {
                Word loaded = word(stored.type(), bits(stored));
                Word refined = assumptions.refined(loaded);
                yield refined.equals(loaded) ? stored : refined;
            }
            case Sum sum -> {
                Word built = sum.built();
                Word refined = built == null ? sums.constant(sum) : assumptions.refined(built);
                yield refined == null || refined.equals(built) ? sum : refined;
            }
            case Undefined undefined -> undefined;
            case Group group -> group;
            case Overlay overlay -> overlay;
        };
    }

    Word word(ValueType type, int[] bits) {
        return new Word(type, tape.segment(), bits);
    }

    /** Whether all literals of a value can be had in a segment without making gates or exporting them from another one. */
    boolean isAtHand(Value value, Segment segment) {
        return switch (value) {
            case Word word -> word.segment() == segment;
            case Stored stored -> true;
            case Undefined undefined -> true;
            case Sum sum -> sum.built() != null && sum.built().segment() == segment;
            case Overlay overlay -> false;
            case Group group ->
                IntStream.range(0, group.parts().size())
                        .allMatch(i -> isAtHand(group.parts().get(i), segment));
        };
    }

    /** What a bool or number can be. */
    Range range(Value scalar) {
        return switch (scalar) {
            case Word word -> word.range();
            case Sum sum -> sums.range(sum);
            case Stored stored -> {
                Range known = stored.region().range();
                yield known == null ? Range.of(stored.type()) : known;
            }
            case Undefined undefined -> Range.of(BigInteger.ZERO);
            case Group group -> throw new IllegalStateException("not a scalar");
            case Overlay overlay -> throw new IllegalStateException("not a scalar");
        };
    }

    Word bool(int literal) {
        return word(new ValueType.Bool(), new int[] {literal});
    }

    /** The literals of a bool or number. */
    int[] bits(Value scalar) {
        return bits(scalar, tape.segment());
    }

    /** The literals of a bool or number in a segment that comes after it, or that it is in. */
    int[] bits(Value scalar, Segment segment) {
        int[] bits = new int[scalar.type().widthBits()];
        copyBits(scalar, segment, bits, 0);
        return bits;
    }

    int bit(Value bool) {
        return bits(bool)[0];
    }

    /** A bit of a settled scalar, as a bool; the index is in range for all counters. */
    Value bit(Value scalar, Affine index) {
        ValueType bool = new ValueType.Bool();
        if (scalar instanceof Stored stored && stored.region().range() == null) {
            return new Stored(bool, stored.region(), stored.offset().plus(index));
        }
        Segment segment = memory.segmentOf(List.of(scalar));
        int[] bits = bits(scalar, segment);
        ValueType bools = new ValueType.Array(bool, bits.length);
        return element(unflatten(bools, segment, bits, 0), index);
    }

    /** The same scalar with its literals in a segment that comes after it. */
    Word loaded(Value scalar, Segment segment) {
        if (scalar instanceof Word word && word.segment() == segment) {
            return word;
        }
        int[] bits = bits(scalar, segment);
        return Word.within(range(scalar), scalar.type(), segment, bits);
    }

    /** All literals of a settled value. */
    int[] flatten(Value settled) {
        return flatten(settled, tape.segment());
    }

    /** All literals of a settled value in a segment that comes after it, or that it is in. */
    int[] flatten(Value settled, Segment segment) {
        int[] bits = new int[settled.type().widthBits()];
        copyBits(settled, segment, bits, 0);
        return bits;
    }

    private int copyBits(Value value, Segment segment, int[] to, int at) {
        int next = at;
        switch (value) {
            case Word word -> {
                for (int bit : word.bits()) {
                    to[next++] = segment.use(word.segment(), bit);
                }
            }
            case Stored stored -> {
                int width = stored.type().widthBits();
                segment.load(stored.region(), stored.offset(), width, to, next);
                narrow(stored, to, next);
                next += width;
            }
            case Group group -> {
                for (int i = 0; i < group.parts().size(); i++) {
                    next = copyBits(group.parts().get(i), segment, to, next);
                }
            }
            case Undefined undefined -> next += undefined.type().widthBits();
            case Sum sum -> next = copyBits(sums.build(sum), segment, to, next);
            case Overlay overlay -> throw new IllegalStateException("a value is not settled");
        }
        return next;
    }

    /** The literals that a segment has of a value, and would have of sums without gates, which stay as they are. */
    IntStream probed(Value value, Segment segment) {
        return switch (value) {
            case Word word -> word.segment() == segment ? IntStream.of(word.bits()) : IntStream.empty();
            case Sum sum -> probed(sums.probed(sum), segment);
            case Group group ->
                IntStream.range(0, group.parts().size())
                        .flatMap(i -> probed(group.parts().get(i), segment));
            case Overlay overlay ->
                IntStream.concat(
                        probed(overlay.base(), segment),
                        overlay.entries().stream().flatMapToInt(entry -> probed(entry.value(), segment)));
            case Stored stored -> IntStream.empty();
            case Undefined undefined -> IntStream.empty();
        };
    }

    /** Makes constant what a region's range shows of the numbers in it. */
    private static void narrow(Stored stored, int[] bits, int from) {
        Range known = stored.region().range();
        if (known == null) {
            return;
        }
        ValueType number = stored.type();
        while (number instanceof ValueType.Array array) {
            number = array.element();
        }
        int width = number.widthBits();
        int end = from + stored.type().widthBits();
        for (int at = from; at < end; at += width) {
            int[] narrowed = known.narrowed(Arrays.copyOfRange(bits, at, at + width));
            System.arraycopy(narrowed, 0, bits, at, width);
        }
    }

    /** The value of {@code type} whose literals start at {@code from}. */
    Value unflatten(ValueType type, int[] bits, int from) {
        return unflatten(type, tape.segment(), bits, from);
    }

    /** The value of {@code type} whose literals, of a segment, start at {@code from}. */
    Value unflatten(ValueType type, Segment segment, int[] bits, int from) {
        if (Types.isScalar(type)) {
            return new Word(type, segment, Arrays.copyOfRange(bits, from, from + type.widthBits()));
        }
        return new Group(
                type,
                Parts.of(
                        Types.partCount(type),
                        i -> unflatten(Types.part(type, i), segment, bits, from + (int) Types.partOffset(type, i))));
    }

    // ---- parts

    Group group(ValueType type, List<Value> parts) {
        return new Group(type, Parts.of(parts.size(), parts::get));
    }

    /** Part {@code index} of an array, struct or tuple. */
    Value part(Value product, int index) {
        return switch (product) {
            case Group group -> group.parts().get(index);
            case Stored stored ->
                new Stored(
                        Types.part(stored.type(), index),
                        stored.region(),
                        stored.offset().plus(Types.partOffset(stored.type(), index)));
            case Undefined undefined -> new Undefined(Types.part(undefined.type(), index));
            case Overlay overlay -> element(overlay, Affine.of(index));
            case Word word -> throw new IllegalStateException("a scalar has no parts");
            case Sum sum -> throw new IllegalStateException("a scalar has no parts");
        };
    }

    /** The same with part {@code index} replaced. */
    Value withPart(Value product, int index, Value part) {
        if (product instanceof Overlay overlay) {
            return withElement(overlay, Affine.of(index), part);
        }
        Group group = expand(product);
        return new Group(group.type(), group.parts().with(index, part));
    }

    /** The same as parts. */
    private Group expand(Value product) {
        if (product instanceof Group group) {
            return group;
        }
        return new Group(product.type(), Parts.of(Types.partCount(product.type()), i -> part(product, i)));
    }

    /** An element; the index is in range for all counters. */
    Value element(Value array, Affine index) {
        return switch (array) {
            case Overlay overlay -> overlayElement(overlay, index);
            case Stored stored -> {
                ValueType element = Types.part(stored.type(), 0);
                yield new Stored(element, stored.region(), stored.offset().plus(index.times(element.widthBits())));
            }
            case Group group ->
                index.isConstant()
                        ? group.parts().get((int) index.constant())
                        : element(memory.materialise(group), index);
            case Undefined undefined -> new Undefined(Types.part(undefined.type(), 0));
            case Word word -> throw new IllegalStateException("a scalar has no elements");
            case Sum sum -> throw new IllegalStateException("a scalar has no elements");
        };
    }

    /** Elements {@code from … from + type.length()}, which exist for all counters. */
    Value slice(Value array, Affine from, ValueType.Array type) {
        if (array instanceof Stored stored) {
            Affine offset = stored.offset().plus(from.times(type.element().widthBits()));
            return new Stored(type, stored.region(), offset);
        }
        if (!from.isConstant()) {
            return slice(memory.materialise(array), from, type);
        }
        return new Group(type, Parts.of(type.length(), i -> element(array, from.plus(i))));
    }

    private Value overlayElement(Overlay overlay, Affine index) {
        for (Entry entry : overlay.entries()) {
            if (entry.index().equals(index)) {
                return entry.value();
            }
        }
        for (Entry entry : overlay.entries()) {
            if (!entry.index().alwaysDiffers(index)) {
                return element(memory.materialise(overlay), index);
            }
        }
        return element(overlay.base(), index);
    }

    /** The same with an element replaced; the index is in range for all counters. */
    Value withElement(Value array, Affine index, Value element) {
        if (index.isConstant() && !(array instanceof Overlay)) {
            return withPart(array, (int) index.constant(), element);
        }
        return switch (array) {
            case Overlay overlay -> withEntry(overlay, index, element);
            case Stored stored -> overlay(stored, index, element);
            case Group group -> overlay(memory.materialise(group), index, element);
            case Undefined undefined -> overlay(memory.materialise(undefined), index, element);
            case Word word -> throw new IllegalStateException("a scalar has no elements");
            case Sum sum -> throw new IllegalStateException("a scalar has no elements");
        };
    }

    private static Overlay overlay(Stored base, Affine index, Value element) {
        return new Overlay((ValueType.Array) base.type(), base, List.of(new Entry(index, element)));
    }

    private Value withEntry(Overlay overlay, Affine index, Value element) {
        List<Entry> entries = new ArrayList<>(overlay.entries().size() + 1);
        for (Entry entry : overlay.entries()) {
            if (entry.index().equals(index)) {
                continue;
            }
            if (!entry.index().alwaysDiffers(index)) {
                return withElement(memory.materialise(overlay), index, element);
            }
            entries.add(entry);
        }
        entries.add(new Entry(index, element));
        return new Overlay(overlay.type(), overlay.base(), entries);
    }

    // ---- wire memory

    /** The same value without overlays. */
    Value settle(Value value) {
        return switch (value) {
            case Overlay overlay -> memory.materialise(overlay);
            case Group group -> {
                Parts parts = group.parts();
                for (int i = 0; i < parts.size(); i++) {
                    parts = parts.with(i, settle(parts.get(i)));
                }
                yield parts == group.parts() ? group : new Group(group.type(), parts);
            }
            case Word word -> word;
            case Sum sum -> sum;
            case Stored stored -> stored;
            case Undefined undefined -> undefined;
        };
    }

    // ---- selection

    /** {@code condition ? whenTrue : whenFalse}; what is the same in both costs nothing. */
    Value merge(Value condition, Value whenTrue, Value whenFalse) {
        if (whenTrue.equals(whenFalse) || whenFalse instanceof Undefined) {
            return whenTrue;
        }
        if (whenTrue instanceof Undefined) {
            return whenFalse;
        }
        ValueType type = whenTrue.type();
        if (Types.isScalar(type)) {
            return sumSelection
                    .merge(condition, whenTrue, whenFalse)
                    .orElseGet(() -> selections.select(condition, whenTrue, whenFalse));
        }
        if (whenTrue instanceof Group a && whenFalse instanceof Group b) {
            return new Group(type, a.parts().combine(b.parts(), (x, y) -> merge(condition, x, y)));
        }
        if (whenTrue instanceof Overlay || whenFalse instanceof Overlay) {
            return mergeOverlays(condition, whenTrue, whenFalse);
        }
        return merge(condition, expand(whenTrue), expand(whenFalse));
    }

    private Value mergeOverlays(Value condition, Value whenTrue, Value whenFalse) {
        Value base = baseOf(whenTrue);
        if (!base.equals(baseOf(whenFalse))) {
            return merge(condition, expand(settle(whenTrue)), expand(settle(whenFalse)));
        }
        Value merged = base;
        List<Affine> indices = new ArrayList<>(indicesOf(whenTrue));
        for (Affine index : indicesOf(whenFalse)) {
            if (!indices.contains(index)) {
                indices.add(index);
            }
        }
        for (Affine index : indices) {
            Value element = merge(condition, element(whenTrue, index), element(whenFalse, index));
            merged = withElement(merged, index, element);
        }
        return merged;
    }

    private static Value baseOf(Value array) {
        return array instanceof Overlay overlay ? overlay.base() : array;
    }

    private static List<Affine> indicesOf(Value array) {
        return array instanceof Overlay overlay
                ? overlay.entries().stream().map(Entry::index).toList()
                : List.of();
    }

    /** Whether a value is the constant {@code literal}. */
    static boolean isConstant(Value bool, boolean truth) {
        return bool instanceof Word word && word.bits()[0] == (truth ? Netlist.TRUE : Netlist.FALSE);
    }
}
