package dev.sflmpc.runtime.circuit;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Which loops of a schedule may run several repetitions side by side, and how many.
 *
 * <p>A loop qualifies when its body is one call and no repetition stores where another loads or stores. That is decided
 * from the places alone: two places that the loop moves by the same stride, and the loops around it alike, are compared
 * exactly; all others by the intervals that they can reach. A loop that is independent in a way that this does not see
 * runs one repetition after the other.
 *
 * <p>The number of lanes follows from the size of the block's slots, because lanes are worth nothing once the labels leave
 * the second-level cache.
 */
final class LanePlan {

    /** Labels, of 16 bytes, that the slots of all lanes may take. */
    private static final int SLOT_LABELS = 1 << 16;

    private final Program program;
    private final int maxLanes;
    private final IdentityHashMap<Step.Repeat, Integer> lanes = new IdentityHashMap<>();
    private final long[] counts;

    private LanePlan(Program program, int maxLanes) {
        this.program = program;
        this.maxLanes = maxLanes;
        this.counts = new long[Walk.loopDepth(program.schedule())];
    }

    /** The plan for a backend of {@code maxLanes} lanes. */
    static LanePlan of(Program program, int maxLanes) {
        LanePlan plan = new LanePlan(program, maxLanes);
        if (maxLanes > 1) {
            plan.steps(program.schedule(), 0);
        }
        return plan;
    }

    /** Repetitions of {@code repeat} to run at once: a power of two; 1 if they depend on each other. */
    int lanes(Step.Repeat repeat) {
        return lanes.getOrDefault(repeat, 1);
    }

    private void steps(List<Step> steps, int depth) {
        for (Step step : steps) {
            if (step instanceof Step.Repeat repeat) {
                counts[depth] = repeat.count();
                if (repeat.body().size() == 1 && repeat.body().getFirst() instanceof Step.Call call) {
                    lanes.put(repeat, lanes(call, depth));
                } else {
                    steps(repeat.body(), depth + 1);
                }
            }
        }
    }

    private int lanes(Step.Call call, int depth) {
        int slots = program.blocks().get(call.block()).slotCount();
        int most = (int) Math.min(Math.min(maxLanes, SLOT_LABELS / Math.max(1, slots)), counts[depth]);
        return most > 1 && isIndependent(call, depth) ? Integer.highestOneBit(most) : 1;
    }

    private boolean isIndependent(Step.Call call, int depth) {
        for (Place store : call.outputs()) {
            for (Place other : call.outputs()) {
                if (meet(store, other, depth)) {
                    return false;
                }
            }
            for (Place load : call.inputs()) {
                if (load instanceof Place.Wires && meet(store, load, depth)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether {@code a} in one repetition of the loop at {@code depth} may share a wire with {@code b} in another one. */
    private boolean meet(Place a, Place b, int depth) {
        if (a.length() == 0 || b.length() == 0) {
            return false;
        }
        long stride = stride(a, depth);
        if (Arrays.equals(a.strides(), b.strides()) && stride != 0) {
            // Wires of a at k and of b at k + m share one if -b.length < b.base - a.base + m * stride < a.length.
            long step = Math.abs(stride);
            long gap = b.base() - a.base();
            long least = -Math.floorDiv(gap + b.length() - 1, step);
            long most = Math.floorDiv(a.length() - 1 - gap, step);
            long span = counts[depth] - 1;
            return least <= most && least <= span && most >= -span && !(least == 0 && most == 0);
        }
        return end(a, false) < end(b, true) + b.length() && end(b, false) < end(a, true) + a.length();
    }

    private static long stride(Place place, int depth) {
        return depth < place.strides().length ? place.strides()[depth] : 0;
    }

    /** The least or greatest address that a place reaches. */
    private long end(Place place, boolean greatest) {
        long at = place.base();
        for (int loop = 0; loop < place.strides().length; loop++) {
            long span = place.strides()[loop] * (counts[loop] - 1);
            at += greatest ? Math.max(0, span) : Math.min(0, span);
        }
        return at;
    }
}
