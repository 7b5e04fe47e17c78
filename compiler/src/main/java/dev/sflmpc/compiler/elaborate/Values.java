package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Selector;
import dev.sflmpc.compiler.elaborate.Value.Entry;
import dev.sflmpc.compiler.elaborate.Value.Group;
import dev.sflmpc.compiler.elaborate.Value.Overlay;
import dev.sflmpc.compiler.elaborate.Value.Stored;
import dev.sflmpc.compiler.elaborate.Value.Undefined;
import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts, copies and selections of values, and their way to and from wire memory.
 *
 * <p>Literals belong to the segment that was current when they were asked for. Only {@link #settle}, {@link #element},
 * {@link #withElement}, {@link #merge} and {@link #fill} may finish a segment; call them before asking for literals.
 */
final class Values {

    /** Bits that one pass of a copying loop moves. */
    private static final int COPY_BITS = 1 << 12;

    private final Tape tape;
    private final Sums sums;
    private IdentityHashMap<Group, Stored> materialised = new IdentityHashMap<>();

    Values(Tape tape) {
        this.tape = tape;
        this.sums = new Sums(tape, this);
    }

    Sums sums() {
        return sums;
    }

    // ---- scalars

    /** A value that others may ask for as well: its gates are made. */
    Value shared(Value value) {
        return value instanceof Sum sum ? sums.build(sum) : value;
    }

    Word word(ValueType type, int[] bits) {
        return new Word(type, tape.segment(), bits);
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
                index.isConstant() ? group.parts().get((int) index.constant()) : element(materialise(group), index);
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
            return slice(materialise(array), from, type);
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
                return element(materialise(overlay), index);
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
            case Group group -> overlay(materialise(group), index, element);
            case Undefined undefined -> overlay(materialise(undefined), index, element);
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
                return withElement(materialise(overlay), index, element);
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
            case Overlay overlay -> materialise(overlay);
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

    /**
     * The same value in one piece of wire memory. A value that was there before the loops around this place is stored once,
     * before the outermost of them.
     */
    private Stored materialise(Value value) {
        if (!(value instanceof Group group)) {
            return materialiseHere(value);
        }
        Stored known = materialised.get(group);
        if (known != null) {
            return known;
        }
        for (Segment preheader : tape.preheaders()) {
            if (isAvailable(group, preheader)) {
                Region region = tape.newGlobalRegion(group.type().widthBits());
                store(group, preheader, region, Affine.ZERO, false);
                Stored stored = new Stored(group.type(), region, Affine.ZERO);
                materialised.put(group, stored);
                return stored;
            }
        }
        return materialiseHere(group);
    }

    private Stored materialiseHere(Value value) {
        Region region = tape.newRegion(value.type().widthBits());
        store(value, tape.segment(), region, Affine.ZERO, false);
        tape.cut();
        return new Stored(value.type(), region, Affine.ZERO);
    }

    /** Forgets which values are stored already, because their places are out of reach from now on. */
    void forgetMaterialised() {
        materialised = new IdentityHashMap<>();
    }

    /**
     * Fills a new region with {@code value}. Long runs that lie in wire memory already are copied by a loop of the schedule,
     * so this may finish the segment.
     */
    void fill(Region region, Value value) {
        fill(value, region, Affine.ZERO);
    }

    private void fill(Value value, Region region, Affine offset) {
        if (value instanceof Stored stored && stored.type().widthBits() >= 2 * COPY_BITS) {
            copy(stored, region, offset);
        } else if (value instanceof Group group) {
            for (int i = 0; i < group.parts().size(); i++) {
                fill(group.parts().get(i), region, offset.plus(Types.partOffset(group.type(), i)));
            }
        } else {
            store(value, region, offset);
        }
    }

    private void copy(Stored stored, Region region, Affine offset) {
        int width = stored.type().widthBits();
        int passes = width / COPY_BITS;
        Affine at = Affine.counter(tape.enterLoop(passes)).times(COPY_BITS);
        copy(stored.region(), stored.offset().plus(at), COPY_BITS, region, offset.plus(at));
        tape.exitLoop();
        int done = passes * COPY_BITS;
        copy(stored.region(), stored.offset().plus(done), width - done, region, offset.plus(done));
    }

    private void copy(Region from, Affine offset, int count, Region to, Affine at) {
        int[] bits = new int[count];
        tape.segment().load(from, offset, count, bits, 0);
        tape.segment().store(to, at, bits, 0, count);
    }

    /** Writes {@code value} over a region that now holds {@code Stored(region, offset)}; nothing where they agree. */
    void store(Value value, Region region, Affine offset) {
        store(value, tape.segment(), region, offset, false);
    }

    /** @param overwritten whether stores before this one have changed what is there */
    private void store(Value value, Segment segment, Region region, Affine offset, boolean overwritten) {
        switch (value) {
            case Word word -> {
                int[] bits = new int[word.bits().length];
                copyBits(word, segment, bits, 0);
                segment.store(region, offset, bits, 0, bits.length);
            }
            case Stored stored -> {
                if (overwritten || !isAt(stored, region, offset)) {
                    int[] bits = new int[stored.type().widthBits()];
                    segment.load(stored.region(), stored.offset(), bits.length, bits, 0);
                    segment.store(region, offset, bits, 0, bits.length);
                }
            }
            case Group group -> {
                for (int i = 0; i < group.parts().size(); i++) {
                    Affine part = offset.plus(Types.partOffset(group.type(), i));
                    store(group.parts().get(i), segment, region, part, overwritten);
                }
            }
            case Overlay overlay -> {
                store(overlay.base(), segment, region, offset, overwritten);
                boolean covered = overwritten || !isAt(overlay.base(), region, offset);
                int width = overlay.type().element().widthBits();
                for (Entry entry : overlay.entries()) {
                    Affine place = offset.plus(entry.index().times(width));
                    store(entry.value(), segment, region, place, covered);
                }
            }
            case Sum sum -> store(sums.build(sum), segment, region, offset, overwritten);
            case Undefined undefined -> {}
        }
    }

    private static boolean isAt(Value value, Region region, Affine offset) {
        return value instanceof Stored stored
                && stored.region() == region
                && stored.offset().equals(offset);
    }

    /** The segment for gates over {@code operands}: before all loops in which they are the same in each pass. */
    Segment segmentOf(List<Value> operands) {
        for (Segment preheader : tape.preheaders()) {
            if (operands.stream().allMatch(operand -> isAvailable(operand, preheader))) {
                return preheader;
            }
        }
        return tape.segment();
    }

    /** Whether a value can be stored by {@code segment}, which runs before the loop in which we are. */
    private boolean isAvailable(Value value, Segment segment) {
        return switch (value) {
            case Word word ->
                word.isConstant()
                        || word.segment().exports().id() <= segment.exports().id();
            case Stored stored ->
                stored.offset().isConstant()
                        && stored.region().id() < segment.exports().id();
            case Group group -> {
                for (int i = 0; i < group.parts().size(); i++) {
                    if (!isAvailable(group.parts().get(i), segment)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Sum sum -> {
                Word built = sum.built();
                yield built != null ? isAvailable(built, segment) : isAvailable(sum.before(), sum.terms(), segment);
            }
            case Overlay overlay -> false;
            case Undefined undefined -> true;
        };
    }

    private boolean isAvailable(@Nullable Value before, List<Sum.Term> terms, Segment segment) {
        return (before == null || isAvailable(before, segment))
                && terms.stream().allMatch(term -> switch (term) {
                    case Sum.Plain plain -> isAvailable(plain.scalar(), segment);
                    case Sum.Product product ->
                        isAvailable(product.left(), segment) && isAvailable(product.right(), segment);
                });
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
            return sums.merge(condition, whenTrue, whenFalse).orElseGet(() -> select(condition, whenTrue, whenFalse));
        }
        if (whenTrue instanceof Group a && whenFalse instanceof Group b) {
            return new Group(type, a.parts().combine(b.parts(), (x, y) -> merge(condition, x, y)));
        }
        if (whenTrue instanceof Overlay || whenFalse instanceof Overlay) {
            return mergeOverlays(condition, whenTrue, whenFalse);
        }
        return merge(condition, expand(whenTrue), expand(whenFalse));
    }

    /** {@code condition ? whenTrue : whenFalse} of scalars, bit by bit. */
    Word select(Value condition, Value whenTrue, Value whenFalse) {
        int[] a = bits(whenTrue);
        int[] b = bits(whenFalse);
        int on = bit(condition);
        int[] selected = Selector.mux(tape.netlist(), on, a, b);
        tape.segment().words().select(on, a, b, selected);
        return word(whenTrue.type(), selected);
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
