package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the passes of a loop: unrolled as long as they are little work, the rest as one loop of the schedule.
 *
 * <p>The variables that a loop of the schedule assigns live in a region of wire memory while it runs. A pass starts with
 * what the one before it has written there, and writes back at its end.
 */
final class Loops {

    private final Elaborator elaborator;
    private final ElaborationLimits limits;
    private final Tape tape;
    private final Values values;
    private final Environment environment;

    Loops(Elaborator elaborator, ElaborationLimits limits, Tape tape, Values values, Environment environment) {
        this.elaborator = elaborator;
        this.limits = limits;
        this.tape = tape;
        this.values = values;
        this.environment = environment;
    }

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
        boolean rollable = true;
        long start = tape.work();
        for (long done = 0; done < count; done++) {
            if (elaborator.hasReturned()) {
                return;
            }
            if (rollable && done > 0 && isLarge((tape.work() - start) / done, count)) {
                done += roll(done, count - done, (tape.work() - start) / done, carried, guarded);
                rollable = false;
                if (done == count) {
                    return;
                }
            }
            guarded.run(Affine.of(done));
            tape.cutIfLarge();
            elaborator.failOnErrors();
        }
    }

    private boolean isLarge(long workOfPass, long passes) {
        return workOfPass > limits.flatWork() / passes;
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
        Tape.Mark mark = tape.mark();
        int changes = environment.mark();
        int known = values.assumptions().mark();
        Elaborator.Frame current = elaborator.frame();
        try {
            Map<Variable, Region> homes = moveHome(variables);
            Loop loop = tape.enterLoop(count);
            for (long i = 0; i < joined; i++) {
                pass.run(Affine.counter(loop).times(joined).plus(first + i));
            }
            writeBack(homes);
            tape.exitLoop();
            homes.forEach((variable, home) ->
                    environment.assign(variable, new Value.Stored(variable.type(), home, Affine.ZERO)));
            return 0;
        } catch (NotRollable exactValueNeeded) {
            environment.undoTo(changes);
            values.assumptions().returnTo(known);
            tape.returnTo(mark);
            elaborator.setFrame(current);
            values.memory().forgetMaterialised();
            return Math.max(1, exactValueNeeded.period());
        } finally {
            environment.release();
        }
    }

    private Map<Variable, Region> moveHome(List<Variable> variables) {
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
            environment.assign(variable, new Value.Stored(variable.type(), home, Affine.ZERO));
        });
        return homes;
    }

    private void writeBack(Map<Variable, Region> homes) {
        Map<Variable, Value> results = new LinkedHashMap<>();
        homes.keySet().forEach(variable -> results.put(variable, environment.get(variable)));
        tape.segment();
        results.forEach((variable, value) -> {
            Region home = homes.get(variable);
            if (home != null) {
                values.memory().store(value, home, Affine.ZERO);
            }
        });
    }
}
