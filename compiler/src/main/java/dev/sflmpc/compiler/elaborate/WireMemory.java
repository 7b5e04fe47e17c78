package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Value.Entry;
import dev.sflmpc.compiler.elaborate.Value.Group;
import dev.sflmpc.compiler.elaborate.Value.Overlay;
import dev.sflmpc.compiler.elaborate.Value.Stored;
import dev.sflmpc.compiler.elaborate.Value.Undefined;
import dev.sflmpc.compiler.elaborate.Value.Word;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of values into wire memory, and whether they are there before the loops around a place. */
final class WireMemory {

    /** Bits that one pass of a copying loop moves. */
    private static final int COPY_BITS = 1 << 12;

    private final Tape tape;
    private final Values values;
    private IdentityHashMap<Group, Stored> materialised = new IdentityHashMap<>();

    WireMemory(Tape tape, Values values) {
        this.tape = tape;
        this.values = values;
    }

    /**
     * The same value in one piece of wire memory. A value that was there before the loops around this place is stored once,
     * before the outermost of them.
     */
    Stored materialise(Value value) {
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
                region.setRange(HomeRanges.contents(values, group, group.type()));
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
        region.setRange(HomeRanges.contents(values, value, value.type()));
        tape.cut();
        return new Stored(value.type(), region, Affine.ZERO);
    }

    /** Forgets which values are stored already, because their places are out of reach from now on. */
    void forgetMaterialised() {
        materialised = new IdentityHashMap<>();
    }

    /** Does something from where nothing is within reach that is stored now, and that nothing is within reach of later. */
    <T> T apart(Supplier<T> work) {
        IdentityHashMap<Group, Stored> here = materialised;
        forgetMaterialised();
        try {
            return work.get();
        } finally {
            materialised = here;
        }
    }

    /**
     * Fills a new region with {@code value}. Long runs that lie in wire memory already are copied by a loop of the schedule,
     * and sums get their gates here, so this may finish the segment.
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
                tape.cutIfLarge();
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
                int[] bits = values.bits(word, segment);
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
            case Sum sum -> store(values.sums().build(sum), segment, region, offset, overwritten);
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
                    case Sum.Unfinished unfinished ->
                        isAvailable(unfinished.low(), segment) && isAvailable(unfinished.carry(), segment);
                });
    }
}
