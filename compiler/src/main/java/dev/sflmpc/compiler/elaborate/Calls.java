package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.typed.FunctionInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls functions: expanded in place, or, where their copies would grow large, as invocations of a template. */
final class Calls {

    /** A call that differs from another one in nothing but its secret arguments. */
    private record CallKey(FunctionInstance function, List<Object> constants) {}

    /** How often a call was expanded, and what that cost the last time. */
    private static final class CallHistory {
        private long calls;
        private long work;
        private Optional<Template> template = Optional.empty();
        private boolean usesRandom;
    }

    private final Elaborator elaborator;
    private final ElaborationLimits limits;
    private final Tape tape;
    private final Values values;
    private final Environment environment;
    private final Places places;
    private final Map<CallKey, CallHistory> calls = new HashMap<>();

    Calls(
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
    }

    /** The value of a call. */
    Value call(FunctionInstance function, List<Value> arguments) {
        List<Object> constants = new ArrayList<>();
        long offset = 0;
        for (Value argument : arguments) {
            ConstantBits.collect(argument, offset, constants);
            offset += argument.type().widthBits();
        }
        CallHistory history = calls.computeIfAbsent(new CallKey(function, constants), key -> new CallHistory());
        history.calls++;
        if (history.template.isEmpty()
                && !history.usesRandom
                && history.work >= limits.minTemplateWork()
                && history.work * history.calls > limits.flatWork()) {
            makeTemplate(function, arguments, history);
        }
        boolean once = history.template.isPresent();
        places.note(() -> "call of `" + function.name() + "`, "
                + (once ? "which is compiled once for many calls" : "which is expanded in place")
                + "; its lines have its cost");
        if (history.template.isPresent()) {
            return invoke(function, history.template.get(), arguments);
        }
        long before = tape.work();
        Value result = elaborator.expand(function, arguments);
        history.work = tape.work() - before;
        return result;
    }

    private void makeTemplate(FunctionInstance function, List<Value> arguments, CallHistory history) {
        Tape.Mark mark = tape.mark();
        int changes = environment.mark();
        Elaborator.Frame caller = elaborator.frame();
        values.memory().forgetMaterialised();
        List<Integer> widths =
                arguments.stream().map(argument -> argument.type().widthBits()).toList();
        Places.Outer outer = places.enterTemplate();
        Template template = tape.template(widths, function.resultType().widthBits(), (parameters, result) -> {
            List<Value> bound = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                bound.add(ConstantBits.withConstants(
                        new Value.Stored(arguments.get(i).type(), parameters.get(i), Affine.ZERO),
                        arguments.get(i),
                        values));
            }
            Value value = values.settle(elaborator.expand(function, bound));
            tape.segment();
            values.memory().fill(result, value);
            result.setRange(HomeRanges.contents(values, value, value.type()));
        });
        places.leave(outer);
        values.memory().forgetMaterialised();
        environment.undoTo(changes);
        environment.release();
        elaborator.setFrame(caller);
        history.usesRandom = tape.random().widthBits() > mark.randomBits();
        tape.random().setWidthBits(mark.randomBits());
        if (!history.usesRandom) {
            history.template = Optional.of(template);
        }
    }

    private Value invoke(FunctionInstance function, Template template, List<Value> arguments) {
        List<Value> settled = arguments.stream().map(values::settle).toList();
        tape.segment();
        List<Region> copies = new ArrayList<>();
        for (int i = 0; i < settled.size(); i++) {
            Region copy = tape.copyOf(template.parameters().get(i));
            values.memory().fill(copy, settled.get(i));
            copies.add(copy);
        }
        Region result = tape.invoke(template, copies);
        return new Value.Stored(function.resultType(), result, Affine.ZERO);
    }
}
