package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Runs the passes of a loop: unrolled as long as they are little work, the rest as one loop of the schedule.
 *
 * <p>Passes that cost much less together, as {@link UnrolledPasses} finds, are unrolled up to several times as much work.
 *
 * <p>The variables that a loop of the schedule assigns live in a region of wire memory while it runs. A pass starts with
 * what the one before it has written there, and writes back at its end.
 */
final class Loops {

    private static final long WRONG_RANGES = -1;
    private static final long JOINED = -1;

    /** What is unrolled to see whether passes cost less that way; two passes in any case. */
    private static final long TRIAL_WORK = 1 << 17;

    /** What stands in larger segments takes too long to be counted for the sake of a loop. */
    private static final int MOST_TRIAL_NODES = 1 << 21;

    /** After so many loops whose passes cost the same together no others are tried. */
    private static final int MOST_FAILED = 8;

    private final Elaborator elaborator;
    private final ElaborationLimits limits;
    private final Tape tape;
    private final Values values;
    private final Environment environment;
    private final Places places;
    private long joinedLeft;
    private int failedTrials;

    Loops(
            Elaborator elaborator,
            ElaborationLimits limits,
            Tape tape,
            Values values,
            Environment environment,
            Places places) {
        this.elaborator = elaborator;
        this.limits = limits;
        this.tape = tape;
        this.values = values;
        this.environment = environment;
        this.places = places;
        joinedLeft = limits.joinedWork();
    }

    private record Point(Tape.Mark tape, int changes, int assumptions, int explained, Elaborator.Frame frame) {}

    /** One pass of a loop. */
    interface Pass {
        void run(Affine number);
    }

    /** Runs {@code count} passes: one after the other as long as that is little work, the rest as a loop of the schedule. */
    void repeat(long count, AssignedVariables assigned, List<Variable> hidden, Pass pass) {
        List<Variable> carried = new ArrayList<>(assigned.variables());
        carried.addAll(hidden);
        if (assigned.returns()) {
            carried.add(elaborator.frame().returned());
            carried.add(elaborator.frame().result());
        }
        Pass guarded = assigned.returns() ? number -> elaborator.unlessReturned(() -> pass.run(number)) : pass;
        long start = tape.work();
        long first = unroll(0, count, guarded, done -> isLarge((tape.work() - start) / done, count));
        long rolled = 0;
        if (first < count) {
            long work = (tape.work() - start) / first;
            boolean mayJoin = work <= Math.min(limits.joinedWork(), joinedLeft) / count;
            long decided = rollUnlessJoined(first, count - first, work, mayJoin, carried, guarded);
            rolled = Math.max(0, decided);
            long next = first + rolled;
            long flat = decided == JOINED ? limits.joinedWork() : tape.flatWork();
            tape.withFlatWork(flat, () -> unroll(next, count, guarded, done -> false));
        }
        if (!elaborator.hasReturned()) {
            noteUnrolled(count - rolled, count);
        }
    }

    /** Runs passes one after the other until enough are done; the number of the first that was not run. */
    private long unroll(long first, long count, Pass pass, LongPredicate isEnough) {
        for (long done = first; done < count; done++) {
            if (elaborator.hasReturned()) {
                return count;
            }
            if (done > 0 && isEnough.test(done)) {
                return done;
            }
            pass.run(Affine.of(done));
            tape.cutIfLarge();
            elaborator.failOnErrors();
        }
        return count;
    }

    /**
     * Records passes as {@link #roll} does, but for those that cost much less unrolled.
     *
     * @param mayJoin whether as many passes may be unrolled at all
     * @return how many of them are recorded; if nothing changed {@link #JOINED} where they are to be unrolled together, or 0
     */
    private long rollUnlessJoined(
            long first, long count, long work, boolean mayJoin, List<Variable> variables, Pass pass) {
        boolean isTried = mayJoin
                && !tape.isInLoop()
                && failedTrials < MOST_FAILED
                && tape.netlist().nodeCount() <= MOST_TRIAL_NODES;
        if (!isTried) {
            return roll(first, count, work, variables, pass);
        }
        Point point = point();
        try {
            long rolled = roll(first, count, work, variables, pass);
            if (rolled == 0) {
                return 0;
            }
            UnrolledPasses unrolled = new UnrolledPasses(tape, values, environment, limits.wholeNodes());
            List<Item> items = tape.items();
            double cost = unrolled.cost(items.subList(point.tape.itemCount(), items.size()));
            undo(point);
            Segment segment = tape.segment();
            int words = segment.words().size();
            long passes = Math.clamp(TRIAL_WORK / Math.max(1, work), 2, count);
            boolean[] joined = new boolean[1];
            tape.withFlatWork(
                    limits.joinedWork(),
                    () -> joined[0] = unrolled.areCheaper(
                            cost / rolled,
                            variables,
                            passes,
                            count,
                            () -> elaborator.uncounted(() -> unroll(first, first + passes, pass, done -> false))));
            undo(point);
            if (joined[0]) {
                joinedLeft -= work * (first + count);
                tape.keepWhole();
                return JOINED;
            }
            failedTrials++;
            segment.words().truncate(words);
            return roll(first, count, work, variables, pass);
        } finally {
            environment.release();
        }
    }

    private void noteUnrolled(long unrolled, long count) {
        if (unrolled > 0) {
            places.note(() -> unrolled + " of " + count + " passes are unrolled");
        }
    }

    private boolean isLarge(long workOfPass, long passes) {
        return workOfPass > tape.flatWork() / passes;
    }

    /**
     * Records passes from number {@code first} on as one loop, several joined to one if they are small or need to know
     * their number modulo something.
     *
     * @param count passes that are left
     * @param work what one costs
     * @return how many of them are recorded; 0, and nothing changed, if it cannot be done
     */
    private long roll(long first, long count, long work, List<Variable> variables, Pass pass) {
        long joined = Math.clamp(limits.minBodyWork() / Math.max(1, work), 1, Math.max(1, count / 2));
        while (count / joined > 1) {
            long needed = record(first, count / joined, joined, variables, pass);
            if (needed == 0) {
                return count / joined * joined;
            }
            long next = joined / Affine.gcd(joined, needed) * needed;
            if (next == joined || next > limits.maxJoinedPasses() || isLarge(work, next)) {
                return 0;
            }
            joined = next;
        }
        return 0;
    }

    /** Records one loop; 0 on success, else nothing changed and by what the number of joined passes should divide. */
    private long record(long first, long count, long joined, List<Variable> variables, Pass pass) {
        HomeRanges ranges = new HomeRanges(values);
        variables.forEach(variable -> ranges.begin(variable, environment.get(variable)));
        for (int attempt = 0; attempt < HomeRanges.MOST_ATTEMPTS; attempt++) {
            long needed = record(first, count, joined, variables, pass, ranges);
            if (needed != WRONG_RANGES) {
                return needed;
            }
        }
        ranges.supposeNothing();
        return record(first, count, joined, variables, pass, ranges);
    }

    /** @return as above, or {@link #WRONG_RANGES} if the ranges that were supposed do not hold */
    private long record(long first, long count, long joined, List<Variable> variables, Pass pass, HomeRanges ranges) {
        Point point = point();
        try {
            Map<Variable, Region> homes = moveHome(variables, ranges);
            Loop loop = tape.enterLoop(count);
            for (long i = 0; i < joined; i++) {
                pass.run(Affine.counter(loop).times(joined).plus(first + i));
            }
            if (ranges.hold(results(homes), homes, count)) {
                writeBack(homes);
                tape.exitLoop();
                homes.forEach((variable, home) ->
                        environment.assign(variable, new Value.Stored(variable.type(), home, Affine.ZERO)));
                places.note(() -> joined * count + " passes are a loop that is compiled once and runs " + count
                        + " times" + (joined > 1 ? ", " + joined + " passes at a time" : ""));
                return 0;
            }
            undo(point);
            return WRONG_RANGES;
        } catch (NotRollable exactValueNeeded) {
            undo(point);
            return Math.max(1, exactValueNeeded.period());
        } finally {
            environment.release();
        }
    }

    /** A point to go back to; the environment's mark is to be released. */
    private Point point() {
        return new Point(
                tape.mark(), environment.mark(), values.assumptions().mark(), places.explained(), elaborator.frame());
    }

    private void undo(Point point) {
        environment.undoTo(point.changes);
        values.assumptions().returnTo(point.assumptions);
        places.forgetExplained(point.explained);
        tape.returnTo(point.tape);
        elaborator.setFrame(point.frame);
        values.memory().forgetMaterialised();
    }

    private Map<Variable, Region> moveHome(List<Variable> variables, HomeRanges ranges) {
        variables.forEach(variable -> environment.assign(variable, values.settle(environment.get(variable))));
        Map<Variable, Region> homes = new LinkedHashMap<>();
        for (Variable variable : variables) {
            Region home = tape.newRegion(variable.type().widthBits());
            values.memory().fill(home, environment.get(variable));
            homes.put(variable, home);
        }
        tape.segment();
        homes.forEach((variable, home) -> {
            tape.renumber(home);
            home.setRange(ranges.of(variable));
            environment.assign(variable, new Value.Stored(variable.type(), home, Affine.ZERO));
        });
        return homes;
    }

    /** What the variables hold after the passes. */
    private Map<Variable, Value> results(Map<Variable, Region> homes) {
        Map<Variable, Value> results = new LinkedHashMap<>();
        homes.keySet().forEach(variable -> results.put(variable, environment.get(variable)));
        return results;
    }

    private void writeBack(Map<Variable, Region> homes) {
        Map<Variable, Value> results = results(homes);
        tape.segment();
        results.forEach((variable, value) -> {
            Region home = homes.get(variable);
            if (home != null) {
                values.memory().store(value, home, Affine.ZERO);
            }
        });
    }
}
