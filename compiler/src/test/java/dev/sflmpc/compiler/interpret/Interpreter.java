package dev.sflmpc.compiler.interpret;

import dev.sflmpc.compiler.netlist.Simulator;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.FunctionInstance;
import dev.sflmpc.compiler.typed.Place;
import dev.sflmpc.compiler.typed.PublicValue;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Executes a checked program on given inputs, statement by statement, as its text reads. One instance is one call of a
 * function.
 */
public final class Interpreter {

    /** Leaves a function. */
    private static final class Returned extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Datum value;

        private Returned(Datum value) {
            super(null, null, false, false);
            this.value = value;
        }
    }

    private final Map<Variable, Datum> variables = new HashMap<>();
    private final PublicInterpreter publics = new PublicInterpreter();
    private final RandomBits random;

    private Interpreter(RandomBits random) {
        this.random = random;
    }

    /**
     * The outputs of a program.
     *
     * @param inputs bits of each parameter of {@code main}, in the layout that {@link ValueType} documents
     * @param random taken in the order in which {@code random<T>()} is executed
     * @return bits of each output in the same layout
     * @throws IllegalStateException if a public value makes the program wrong, as an index out of range
     */
    public static List<BitSet> run(TypedProgram program, List<BitSet> inputs, RandomBits random) {
        List<Datum> arguments = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            arguments.add(Datum.decode(program.main().parameters().get(i).type(), inputs.get(i), 0));
        }
        Datum result = call(program.main(), arguments, random);
        List<BitSet> outputs = new ArrayList<>();
        ValueType type = program.main().resultType();
        for (int i = 0; i < program.outputs().size(); i++) {
            boolean single = program.outputs().size() == 1;
            Datum output = single ? result : ((Datum.Many) result).parts().get(i);
            BitSet bits = new BitSet();
            Datum.encode(output, single ? type : Datum.part(type, i), bits, 0);
            outputs.add(bits);
        }
        return outputs;
    }

    private static Datum call(FunctionInstance function, List<Datum> arguments, RandomBits random) {
        Interpreter call = new Interpreter(random);
        for (int i = 0; i < arguments.size(); i++) {
            call.variables.put(function.parameters().get(i), arguments.get(i));
        }
        try {
            call.execute(function.body());
        } catch (Returned returned) {
            return returned.value;
        }
        throw new IllegalStateException(function + " does not return");
    }

    // ---- statements

    private void execute(List<Stmt> statements) {
        statements.forEach(this::execute);
    }

    private void execute(Stmt statement) {
        switch (statement) {
            case Stmt.Let let -> variables.put(let.variable(), evaluate(let.value()));
            case Stmt.LetPublic let -> publics.set(let.variable(), publics.evaluate(let.value()));
            case Stmt.Assign assign -> assign(assign);
            case Stmt.If branch -> execute(holds(branch.condition()) ? branch.whenTrue() : branch.whenFalse());
            case Stmt.For loop -> executeFor(loop);
            case Stmt.While loop -> executeWhile(loop);
            case Stmt.Block block -> execute(block.statements());
            case Stmt.Return end -> throw new Returned(evaluate(end.value()));
        }
    }

    private boolean holds(Expr condition) {
        return switch (condition) {
            case Expr.Public known -> publics.truth(known);
            case Expr.Secret secret -> Arithmetic.truth(evaluate(secret));
        };
    }

    private void executeFor(Stmt.For loop) {
        BigInteger to = publics.integer(loop.to());
        BigInteger step = publics.integer(loop.step());
        BigInteger value = publics.integer(loop.from());
        while (to.subtract(value).signum() == step.signum()) {
            publics.set(loop.variable(), new PublicValue.Int(value));
            execute(loop.body());
            value = value.add(step);
        }
    }

    private void executeWhile(Stmt.While loop) {
        BigInteger max = publics.integer(loop.max());
        for (BigInteger i = BigInteger.ZERO; i.compareTo(max) < 0; i = i.add(BigInteger.ONE)) {
            if (!Arithmetic.truth(evaluate(loop.condition()))) {
                return;
            }
            execute(loop.body());
        }
    }

    // ---- assignment

    /** A step of a place: which part, of how many. */
    private record Step(BigInteger index, boolean secret) {}

    private void assign(Stmt.Assign assign) {
        Place place = assign.place();
        List<Step> path = new ArrayList<>();
        for (Place.Selector selector : place.path()) {
            path.add(
                    switch (selector) {
                        case Place.FieldAt field -> new Step(BigInteger.valueOf(field.index()), false);
                        case Place.ElementAt element ->
                            new Step(index(element.index()), element.index() instanceof Expr.Secret);
                    });
        }
        Datum value = evaluate(assign.value());
        variables.put(place.root(), updated(read(place.root()), path, value));
    }

    private static Datum updated(Datum before, List<Step> path, Datum value) {
        if (path.isEmpty()) {
            return value;
        }
        Datum.Many many = (Datum.Many) before;
        Step step = path.getFirst();
        if (!isIndex(step.index, many)) {
            requireSecret(step.secret, step.index);
            return before;
        }
        int index = step.index.intValueExact();
        return many.with(index, updated(many.parts().get(index), path.subList(1, path.size()), value));
    }

    private static boolean isIndex(BigInteger index, Datum.Many array) {
        return index.signum() >= 0
                && index.compareTo(BigInteger.valueOf(array.parts().size())) < 0;
    }

    private static void requireSecret(boolean secret, BigInteger index) {
        if (!secret) {
            throw new IllegalStateException("public index " + index + " is out of range");
        }
    }

    private BigInteger index(Expr index) {
        return switch (index) {
            case Expr.Public known -> publics.integer(known);
            case Expr.Secret secret -> Arithmetic.integer(evaluate(secret));
        };
    }

    // ---- expressions

    private Datum read(Variable variable) {
        Datum value = variables.get(variable);
        if (value == null) {
            throw new IllegalStateException(variable + " has no value");
        }
        return value;
    }

    private Datum evaluate(Expr.Secret expression) {
        return switch (expression) {
            case Expr.FromPublic e -> PublicInterpreter.datum(publics.evaluate(e.value()), e.type());
            case Expr.Read e -> read(e.variable());
            case Expr.Element e -> element(e);
            case Expr.Slice e -> slice(e);
            case Expr.Field e -> many(e.product()).parts().get(e.index());
            case Expr.Unary e -> Arithmetic.unary(e.operator(), evaluate(e.operand()), e.type());
            case Expr.Binary e -> {
                Datum left = evaluate(e.left());
                Datum right = evaluate(e.right());
                yield Arithmetic.binary(e.operator(), left, right, e.left().type());
            }
            case Expr.Shift e -> {
                Datum value = evaluate(e.value());
                yield Arithmetic.shift(e.operator(), value, index(e.amount()), e.type());
            }
            case Expr.Cast e -> Arithmetic.cast(evaluate(e.value()), e.value().type(), e.type());
            case Expr.If e -> block(holds(e.condition()) ? e.whenTrue() : e.whenFalse());
            case Expr.BlockExpr e -> block(e.block());
            case Expr.Call e -> call(e.function(), evaluateAll(e.arguments()), random);
            case Expr.Product e -> new Datum.Many(evaluateAll(e.parts()));
            case Expr.Fill e -> new Datum.Many(Collections.nCopies(e.type().length(), evaluate(e.value())));
            case Expr.Random e -> random(e.type());
            case Expr.External e -> external(e);
            case Expr.Built e ->
                Arithmetic.built(
                        e.intrinsic(),
                        evaluateAll(e.arguments()),
                        e.arguments().getFirst().type(),
                        e.type());
        };
    }

    private List<Datum> evaluateAll(List<Expr.Secret> expressions) {
        return expressions.stream().map(this::evaluate).toList();
    }

    private Datum external(Expr.External e) {
        BitSet inputs = new BitSet();
        int at = 0;
        for (Expr.Secret argument : e.arguments()) {
            Datum.encode(evaluate(argument), argument.type(), inputs, at);
            at += argument.type().widthBits();
        }
        long[] values = new long[at];
        for (int i = 0; i < at; i++) {
            int input = e.circuit().netlist().inputIndex(e.circuit().inputBits()[i] >>> 1);
            values[input] = inputs.get(i) ? 1 : 0;
        }
        Simulator simulator = Simulator.run(e.circuit().netlist(), values);
        BitSet outputs = new BitSet();
        for (int i = 0; i < e.circuit().outputBits().length; i++) {
            outputs.set(i, (simulator.value(e.circuit().outputBits()[i]) & 1) != 0);
        }
        return Datum.decode(e.type(), outputs, 0);
    }

    private Datum block(Expr.BlockValue block) {
        execute(block.statements());
        return evaluate(block.value());
    }

    private Datum.Many many(Expr.Secret product) {
        return (Datum.Many) evaluate(product);
    }

    private Datum element(Expr.Element e) {
        Datum.Many array = many(e.array());
        BigInteger index = index(e.index());
        if (isIndex(index, array)) {
            return array.parts().get(index.intValueExact());
        }
        requireSecret(e.index() instanceof Expr.Secret, index);
        return Datum.zero(e.type());
    }

    private Datum slice(Expr.Slice e) {
        Datum.Many array = many(e.array());
        int from = publics.integer(e.from()).intValueExact();
        return new Datum.Many(array.parts().subList(from, from + e.type().length()));
    }

    private Datum random(ValueType type) {
        BitSet bits = new BitSet();
        for (int i = 0; i < type.widthBits(); i++) {
            bits.set(i, random.next());
        }
        return Datum.decode(type, bits, 0);
    }
}
