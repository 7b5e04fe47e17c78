package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.FunctionInstance;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Executes a checked program: statements and calls here, expressions in {@link Expressions}.
 *
 * <p>A secret condition executes both branches and selects between what they assigned. A {@code return} under a secret
 * condition sets two hidden variables of its function, whether it has returned and what; statements after it still run, but
 * can no longer change those two. What they do to other variables is then of no consequence, so nothing is paid for it.
 */
public final class Elaborator {

    /** The largest wire memory of a program. */
    private static final long MAX_WIRES = 1L << 28;

    /** A program on the tape: the regions of its inputs and outputs. */
    private record Recorded(List<Region> inputs, List<Region> outputs, List<ValueType> outputTypes) {}

    /** The hidden variables of a call. */
    record Frame(Variable returned, Variable result) {}

    private final Diagnostics diagnostics;
    private final Tape tape;
    private final Values values;
    private final Environment environment = new Environment();
    private final PublicEvaluator publics;
    private final Expressions expressions;
    private final Assignments assignments;
    private final Places places;
    private final Calls calls;
    private final Loops loops;
    private Frame frame = new Frame(hidden("returned", new ValueType.Bool()), hidden("result", new ValueType.Bool()));

    private Elaborator(Diagnostics diagnostics, ElaborationLimits limits, Set<Calls.CallKey> frequent) {
        this.diagnostics = diagnostics;
        this.tape = new Tape(limits);
        this.places = new Places(tape.origin());
        this.values = new Values(tape, places);
        this.publics = new PublicEvaluator(diagnostics);
        this.expressions = new Expressions(this, tape, values, publics, environment, places);
        this.assignments = new Assignments(tape, values, environment, expressions);
        this.calls = new Calls(this, limits, tape, values, environment, places, frequent);
        this.loops = new Loops(this, limits, tape, values, environment, places);
    }

    /**
     * The compiled program; empty when errors were reported.
     *
     * @param explanation what is asked of a line, if anything
     */
    public static Optional<Compiled> elaborate(
            TypedProgram program,
            OptimiserOptions optimiser,
            Optional<LineExplanation> explanation,
            Diagnostics diagnostics) {
        return elaborate(program, optimiser, explanation, diagnostics, ElaborationLimits.DEFAULTS);
    }

    static Optional<Compiled> elaborate(
            TypedProgram program, OptimiserOptions optimiser, Diagnostics diagnostics, ElaborationLimits limits) {
        return elaborate(program, optimiser, Optional.empty(), diagnostics, limits);
    }

    /** Elaborates with more structure what would be too large without. */
    private static Optional<Compiled> elaborate(
            TypedProgram program,
            OptimiserOptions optimiser,
            Optional<LineExplanation> explanation,
            Diagnostics diagnostics,
            ElaborationLimits limits) {
        ElaborationLimits allowed = limits;
        while (true) {
            try {
                return Optional.of(compiled(program, optimiser, explanation, diagnostics, allowed));
            } catch (TooManyGates held) {
                allowed = allowed.withMoreStructure();
            } catch (ElaborationFailed reported) {
                return Optional.empty();
            }
        }
    }

    /** Elaborates once more where calls turned out to be frequent after they had been expanded, or to be explained as they are. */
    private static Compiled compiled(
            TypedProgram program,
            OptimiserOptions optimiser,
            Optional<LineExplanation> explanation,
            Diagnostics diagnostics,
            ElaborationLimits limits) {
        Elaborator elaborator = new Elaborator(diagnostics, limits, Set.of());
        Recorded recorded = elaborator.record(program);
        Set<Calls.CallKey> frequent = elaborator.calls.templates();
        if (!frequent.isEmpty() || explanation.isPresent()) {
            elaborator = new Elaborator(diagnostics, limits, frequent);
            Places places = elaborator.places;
            explanation.ifPresent(
                    line -> places.explain(line, program.main().span().file()));
            recorded = elaborator.record(program);
        }
        return elaborator.emit(program, recorded, optimiser);
    }

    private Recorded record(TypedProgram program) {
        FunctionInstance main = program.main();
        List<Region> inputs = new ArrayList<>();
        List<Value> arguments = new ArrayList<>();
        for (Variable parameter : main.parameters()) {
            Region region = tape.newRegion(parameter.type().widthBits());
            inputs.add(region);
            arguments.add(new Value.Stored(parameter.type(), region, Affine.ZERO));
        }
        Value result = values.settle(expand(main, arguments));
        tape.segment();
        List<Region> outputs = new ArrayList<>();
        List<ValueType> outputTypes = new ArrayList<>();
        for (int i = 0; i < program.outputs().size(); i++) {
            Value output = program.outputs().size() == 1 ? result : values.part(result, i);
            Region region = tape.newRegion(output.type().widthBits());
            values.memory().fill(region, output);
            outputs.add(region);
            outputTypes.add(output.type());
        }
        failOnErrors();
        return new Recorded(inputs, outputs, outputTypes);
    }

    private Compiled emit(TypedProgram program, Recorded recorded, OptimiserOptions optimiser) {
        List<Region> inputs = recorded.inputs;
        List<Region> outputs = recorded.outputs;
        Map<Segment, DeadCode.Live> live = DeadCode.find(tape.items(), outputs);
        List<Expansion.Placed> schedule = Expansion.expand(tape, live, places);
        List<Region> first = new ArrayList<>(inputs);
        first.add(tape.random());
        Layout layout = Layout.of(schedule, first, outputs);
        if (layout.wireCount() > MAX_WIRES) {
            throw fail(Diagnostic.error(
                    program.main().span(),
                    "the program keeps " + layout.wireCount() + " bits at once, at most " + MAX_WIRES
                            + " are possible"));
        }
        Emitter emitter = new Emitter(layout, BlockPlan.of(schedule, optimiser));
        List<Step> steps = emitter.emit(schedule);
        List<Program.Input> programInputs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Variable parameter = program.main().parameters().get(i);
            programInputs.add(new Program.Input(program.inputOwners().get(i), parameter.name(), parameter.type(), (int)
                    layout.addressOf(inputs.get(i))));
        }
        List<Program.Output> programOutputs = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            TypedProgram.Output output = program.outputs().get(i);
            programOutputs.add(new Program.Output(output.name(), recorded.outputTypes.get(i), output.recipients(), (int)
                    layout.addressOf(outputs.get(i))));
        }
        int randomBits = tape.random().widthBits();
        Program compiled = new Program(
                program.name(),
                program.parties(),
                programInputs,
                new Program.Region(randomBits == 0 ? 0 : (int) layout.addressOf(tape.random()), randomBits),
                programOutputs,
                (int) layout.wireCount(),
                emitter.blocks(),
                steps);
        return new Compiled(compiled, costMap(program, emitter));
    }

    private CostMap costMap(TypedProgram program, Emitter emitter) {
        SourceNames names = new SourceNames(program.main().span().file());
        return places.costMap(names, emitter.profiles(), emitter.calls());
    }

    // ---- calls

    /** The value of a call at a place of the source. */
    Value call(FunctionInstance function, List<Value> arguments, Span span) {
        return calls.call(function, arguments, span);
    }

    /** Runs an attempt whose calls are not the program's. */
    void uncounted(Runnable attempt) {
        calls.uncounted(attempt);
    }

    /** Elaborates the body of a function in place. */
    Value expand(FunctionInstance function, List<Value> arguments) {
        Frame caller = frame;
        frame = new Frame(hidden("returned", new ValueType.Bool()), hidden("result", function.resultType()));
        environment.declare(frame.returned, values.bool(0));
        environment.declare(frame.result, new Value.Undefined(function.resultType()));
        for (int i = 0; i < arguments.size(); i++) {
            environment.declare(function.parameters().get(i), arguments.get(i));
        }
        expressions.enter(function);
        Places.Outer outer = places.enter(function);
        try {
            execute(function.body());
        } finally {
            places.leave(outer);
        }
        Value result = environment.get(frame.result);
        frame = caller;
        return result;
    }

    // ---- statements

    void execute(List<Stmt> statements) {
        tape.enterStatements();
        for (Stmt statement : statements) {
            tape.cutIfLarge();
            Value returned = environment.get(frame.returned);
            if (Values.isConstant(returned, true)) {
                break;
            }
            if (Values.isConstant(returned, false)
                    || statement instanceof Stmt.Let
                    || statement instanceof Stmt.Assign) {
                execute(statement);
            } else {
                Places.Outer outer = places.enter(statement);
                unlessReturned(() -> execute(statement));
                places.leave(outer);
            }
        }
        tape.leaveStatements();
    }

    /** Executes statements that have no effect on the function's result where it has returned already. */
    void unlessReturned(Runnable statements) {
        Value returned = environment.get(frame.returned);
        if (Values.isConstant(returned, false)) {
            statements.run();
            return;
        }
        Value result = environment.get(frame.result);
        environment.assign(frame.returned, values.bool(0));
        environment.assign(frame.result, new Value.Undefined(result.type()));
        int known = values.assumptions().mark();
        values.assumptions().assume(returned, false);
        statements.run();
        values.assumptions().returnTo(known);
        Value later = environment.get(frame.returned);
        environment.assign(frame.result, values.merge(returned, result, environment.get(frame.result)));
        int before = values.bit(returned);
        environment.assign(frame.returned, values.bool(tape.netlist().or(before, values.bit(later))));
    }

    private void execute(Stmt statement) {
        Places.Outer outer = places.enter(statement);
        tape.segment().execute(places.current());
        try {
            executeHere(statement);
        } finally {
            places.leave(outer);
        }
    }

    private void executeHere(Stmt statement) {
        switch (statement) {
            case Stmt.Let let -> environment.declare(let.variable(), expressions.copied(let.value()));
            case Stmt.LetPublic let -> publics.set(let.variable(), publics.evaluate(let.value()));
            case Stmt.Assign assign -> assignments.assign(assign.place(), assign.value());
            case Stmt.If branch -> executeIf(branch);
            case Stmt.For loop -> executeFor(loop);
            case Stmt.While loop -> executeWhile(loop);
            case Stmt.Block block -> execute(block.statements());
            case Stmt.Return end -> {
                Value value = expressions.evaluate(end.value());
                unlessReturned(() -> {
                    environment.assign(frame.result, value);
                    environment.assign(frame.returned, values.bool(1));
                });
            }
        }
    }

    private void executeIf(Stmt.If branch) {
        switch (branch.condition()) {
            case Expr.Public condition ->
                execute(publics.condition(condition) ? branch.whenTrue() : branch.whenFalse());
            case Expr.Secret condition ->
                choose(
                        expressions.evaluate(condition),
                        () -> execute(branch.whenTrue()),
                        () -> execute(branch.whenFalse()));
        }
    }

    /** Executes one of two branches, which one being secret. */
    void choose(Value asked, Runnable whenTrue, Runnable whenFalse) {
        Value condition = values.refined(asked);
        if (Values.isConstant(condition, true)) {
            whenTrue.run();
        } else if (Values.isConstant(condition, false)) {
            whenFalse.run();
        } else {
            Map<Variable, Value> first = effectsOf(condition, true, whenTrue);
            Map<Variable, Value> second = effectsOf(condition, false, whenFalse);
            places.open(() -> "selection between what two branches assign");
            select(condition, first, second);
            places.close(() -> "");
        }
    }

    private Map<Variable, Value> effectsOf(Value condition, boolean truth, Runnable branch) {
        int mark = environment.mark();
        int known = values.assumptions().mark();
        values.assumptions().assume(condition, truth);
        branch.run();
        values.assumptions().returnTo(known);
        Map<Variable, Value> effects = environment.assignedSince(mark);
        environment.undoTo(mark);
        environment.release();
        return effects;
    }

    private void select(Value condition, Map<Variable, Value> whenTrue, Map<Variable, Value> whenFalse) {
        Set<Variable> assigned = new LinkedHashSet<>(whenTrue.keySet());
        assigned.addAll(whenFalse.keySet());
        boolean trueReturns = returnsIn(whenTrue);
        boolean falseReturns = returnsIn(whenFalse);
        for (Variable variable : assigned) {
            Value before = environment.get(variable);
            Value a = whenTrue.getOrDefault(variable, before);
            Value b = whenFalse.getOrDefault(variable, before);
            boolean hidden = variable == frame.returned || variable == frame.result;
            if (!hidden && trueReturns) {
                environment.assign(variable, b);
            } else if (!hidden && falseReturns) {
                environment.assign(variable, a);
            } else {
                environment.assign(variable, values.merge(condition, a, b));
            }
        }
    }

    private boolean returnsIn(Map<Variable, Value> effects) {
        Value returned = effects.get(frame.returned);
        return returned != null && Values.isConstant(returned, true);
    }

    // ---- loops

    private void executeFor(Stmt.For loop) {
        Affine from = publics.integer(loop.from());
        Affine to = publics.integer(loop.to());
        Affine step = publics.integer(loop.step());
        Affine distance = to.minus(from);
        if (!distance.isConstant() || !step.isConstant()) {
            throw new NotRollable("the number of passes of an inner loop");
        }
        long passes = passes(distance.constant(), step.constant(), loop);
        loops.repeat(passes, AssignedVariables.in(loop.body()), List.of(), pass -> {
            publics.set(loop.variable(), from.plus(pass.times(step.constant())));
            execute(loop.body());
        });
    }

    private long passes(long distance, long step, Stmt.For loop) {
        if (step == 0) {
            throw fail(Diagnostic.error(loop.step().span(), "the step of a loop cannot be 0"));
        }
        return distance == 0 || distance > 0 != step > 0 ? 0 : (Math.abs(distance) - 1) / Math.abs(step) + 1;
    }

    private void executeWhile(Stmt.While loop) {
        Affine max = publics.integer(loop.max());
        if (!max.isConstant()) {
            throw new NotRollable("the bound of an inner loop");
        }
        Variable active = hidden("active", new ValueType.Bool());
        environment.declare(active, values.bool(1));
        AssignedVariables condition = AssignedVariables.in(loop.condition());
        AssignedVariables assigned = condition.and(AssignedVariables.in(loop.body()));
        loops.repeat(max.constant(), assigned, List.of(active), pass -> {
            if (condition.isEmpty()) {
                environment.assign(active, expressions.both(environment.get(active), loop.condition()));
            } else {
                Runnable test = () -> environment.assign(active, expressions.evaluate(loop.condition()));
                choose(environment.get(active), test, () -> {});
            }
            choose(environment.get(active), () -> execute(loop.body()), () -> {});
        });
    }

    /** The function in whose body we are. */
    Frame frame() {
        return frame;
    }

    /** Goes back to the body of a function after an attempt that was given up. */
    void setFrame(Frame frame) {
        this.frame = frame;
    }

    void failOnErrors() {
        if (diagnostics.hasErrors()) {
            throw new ElaborationFailed();
        }
    }

    boolean hasReturned() {
        return Values.isConstant(environment.get(frame.returned), true);
    }

    ElaborationFailed fail(Diagnostic diagnostic) {
        diagnostics.report(diagnostic);
        return new ElaborationFailed();
    }

    static Variable hidden(String name, ValueType type) {
        return new Variable(name, type, Span.NOWHERE);
    }
}
