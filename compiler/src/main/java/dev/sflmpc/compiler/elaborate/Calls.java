package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.typed.FunctionInstance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls functions: expanded in place, or, where their copies would grow large, as invocations of a template.
 *
 * <p>That shows only after some copies were made, so whoever elaborates a program once more can give what {@link #templates}
 * said the first time: those calls are templates from the first one on.
 */
final class Calls {

    /** How many calls a program may consist of, however little each of them does. */
    static final long MOST_CALLS = 1 << 21;

    /** Arguments are special when they are made of no more than one secret for so many bits. */
    private static final int FEW_SECRETS = 8;

    /** Calls of less work are not compared with each other. */
    private static final long LEAST_NOTED = 64;

    /** Nor are those of more bits of arguments for each gate. */
    private static final long MOST_NOTED = 8;

    /** A call that differs from another one in nothing but its secret arguments. */
    record CallKey(FunctionInstance function, List<Object> constants) {}

    /** How often a call was expanded, and what that cost the last time. */
    private static final class CallHistory {
        private final boolean frequent;
        private long calls;
        private long work;
        private Optional<Template> template = Optional.empty();
        private long callsInTemplate;
        private boolean usesRandom;

        private CallHistory(boolean frequent) {
            this.frequent = frequent;
        }

        /** Whether copies of the calls so far cost more than a template may spare. */
        private boolean isLarge(long minTemplateWork, long flatWork) {
            return frequent || (work >= minTemplateWork && work * calls > flatWork);
        }
    }

    /** What was recorded, how many calls it takes, and whether it uses random bits. */
    private record Recording(Template template, long calls, boolean usesRandom) {}

    private final Elaborator elaborator;
    private final ElaborationLimits limits;
    private final Tape tape;
    private final Values values;
    private final Environment environment;
    private final Places places;
    private final Set<CallKey> frequent;
    private final TabulatedCalls tables;
    private final Map<CallKey, CallHistory> calls = new HashMap<>();
    private long made;

    /** Whether a call is one of the program's, so that a later one may be its template's. */
    private boolean isCounting = true;

    /** @param frequent calls that are templates from the first one on */
    Calls(
            Elaborator elaborator,
            ElaborationLimits limits,
            Tape tape,
            Values values,
            Environment environment,
            Places places,
            Set<CallKey> frequent) {
        this.frequent = frequent;
        this.elaborator = elaborator;
        this.limits = limits;
        this.tape = tape;
        this.values = values;
        this.environment = environment;
        this.places = places;
        this.tables = new TabulatedCalls(this::evaluated, tape, values);
    }

    /** The calls that became templates. */
    Set<CallKey> templates() {
        return calls.entrySet().stream()
                .filter(call -> call.getValue().template.isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The value of a call at a place of the source. */
    Value call(FunctionInstance function, List<Value> arguments, Span span) {
        List<Object> constants = new ArrayList<>();
        long offset = 0;
        for (Value argument : arguments) {
            ConstantBits.collect(argument, offset, constants);
            offset += argument.type().widthBits();
        }
        CallKey key = new CallKey(function, constants);
        CallHistory history = calls.computeIfAbsent(key, call -> new CallHistory(frequent.contains(call)));
        history.calls += isCounting ? 1 : 0;
        boolean special = history.frequent && isSpecial(arguments);
        if (history.template.isEmpty()
                && !history.usesRandom
                && !special
                && history.isLarge(limits.minTemplateWork(), tape.flatWork())) {
            makeTemplate(function, arguments, history);
        }
        boolean once = history.template.isPresent() && !special;
        places.note(() -> "call of `" + function.name() + "`, "
                + (once ? "which is compiled once for many calls" : "which is expanded in place")
                + "; its lines have its cost");
        made += once ? history.callsInTemplate : 1;
        if (made > MOST_CALLS) {
            throw elaborator.fail(Diagnostic.error(
                    span,
                    "the program consists of more than " + MOST_CALLS + " calls: `" + function.name()
                            + "` was the last one",
                    "a call that leads to two more doubles them with every step, and loops around calls multiply;"
                            + " keep results in variables, or do in one call what many do"));
        }
        if (once) {
            return invoke(function, history.template.orElseThrow(), arguments);
        }
        long before = tape.work();
        Value result = tables.known(key, arguments).orElseGet(() -> expand(key, arguments));
        history.work = tape.work() - before;
        if (history.work >= LEAST_NOTED) {
            note(key, arguments, result, MOST_NOTED * history.work);
        }
        return result;
    }

    /** Tells the segment what a call returned, for calls of other branches. */
    private void note(CallKey key, List<Value> arguments, Value result, long mostBits) {
        Segment segment = tape.segment();
        long bits = arguments.stream()
                .mapToLong(argument -> argument.type().widthBits())
                .sum();
        if (bits <= mostBits
                && values.isAtHand(result, segment)
                && arguments.stream().allMatch(argument -> values.isAtHand(argument, segment))) {
            int[] given = arguments.stream()
                    .flatMapToInt(argument -> Arrays.stream(values.flatten(argument, segment)))
                    .toArray();
            segment.words().called(key, given, values.flatten(result, segment));
        }
    }

    /** What a function makes of variables, apart from the program: the calls in it are none of its calls. */
    private Optional<TabulatedCalls.Expansion> evaluated(
            FunctionInstance function, int variables, Function<int[], List<Value>> arguments) {
        AtomicReference<TabulatedCalls.@Nullable Expansion> expansion = new AtomicReference<>();
        uncounted(() -> places.unheard(() -> recorded(List.of(variables), 0, (parameters, none) -> {
            Segment segment = tape.segment();
            int[] literals = new int[variables];
            segment.load(parameters.getFirst(), Affine.ZERO, variables, literals, 0);
            Value value = values.shared(elaborator.expand(function, arguments.apply(literals)));
            if (tape.segment() == segment && value instanceof Value.Word word && word.segment() == segment) {
                expansion.set(new TabulatedCalls.Expansion(literals, word));
            }
        })));
        return Optional.ofNullable(expansion.get());
    }

    /** Runs an attempt whose calls are none of the program's. */
    void uncounted(Runnable attempt) {
        boolean outer = isCounting;
        long before = made;
        isCounting = false;
        try {
            attempt.run();
        } finally {
            isCounting = outer;
            made = before;
        }
    }

    private Value expand(CallKey key, List<Value> arguments) {
        Segment segment = tape.segment();
        int ands = segment.netlist().andCount();
        int words = segment.words().size();
        Value expanded = elaborator.expand(key.function, arguments);
        Optional<Value> read = tables.tabulated(key, arguments, expanded, segment, ands);
        read.ifPresent(value -> segment.words().truncate(words));
        return read.orElse(expanded);
    }

    /** Whether all arguments are made of so few secrets that a copy in place costs much less than the template. */
    private boolean isSpecial(List<Value> arguments) {
        Set<Integer> nodes = new HashSet<>();
        int bits = 0;
        for (Value argument : arguments) {
            if (!(values.shared(argument) instanceof Value.Word word)) {
                return false;
            }
            Arrays.stream(word.bits()).forEach(literal -> nodes.add(literal >>> 1));
            bits += word.bits().length;
        }
        return FEW_SECRETS * nodes.size() <= bits;
    }

    private void makeTemplate(FunctionInstance function, List<Value> arguments, CallHistory history) {
        List<Integer> widths =
                arguments.stream().map(argument -> argument.type().widthBits()).toList();
        Places.Outer outer = places.enterTemplate();
        Recording recording = recorded(widths, function.resultType().widthBits(), (parameters, result) -> {
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
        history.callsInTemplate = 1 + recording.calls;
        history.usesRandom = recording.usesRandom;
        if (!history.usesRandom) {
            history.template = Optional.of(recording.template);
        }
    }

    /** Records something apart from everything else. */
    private Recording recorded(List<Integer> widths, int resultWidth, Tape.TemplateBody body) {
        Tape.Mark mark = tape.mark();
        long madeBefore = made;
        int changes = environment.mark();
        Elaborator.Frame caller = elaborator.frame();
        Template template = values.memory().apart(() -> tape.template(widths, resultWidth, body));
        long calls = made - madeBefore;
        made = madeBefore;
        environment.undoTo(changes);
        environment.release();
        elaborator.setFrame(caller);
        boolean usesRandom = tape.random().widthBits() > mark.randomBits();
        tape.random().setWidthBits(mark.randomBits());
        return new Recording(template, calls, usesRandom);
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
