package dev.sflmpc.compiler.check;

import dev.sflmpc.compiler.format.BitOrder;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.Signature;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.FunctionInstance;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.compiler.typed.Variable;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * External functions: one parameter for each input of the circuit, of its width, and a result of the output's width, or a
 * tuple where there are several outputs. Types are the user's to choose, the file knows bits only.
 */
final class ExternalCheck {

    private final Context context;

    ExternalCheck(Context context) {
        this.context = context;
    }

    /** The body of an external function returns what the circuit gives for the parameters. */
    void checkBody(Instance instance, Declaration.External external) {
        FunctionInstance function = instance.function();
        Optional<Circuit> read = context.globals.circuit(external);
        if (read.isEmpty()) {
            return;
        }
        Circuit circuit = grouped(read.get(), function, external.reversed());
        Signature signature = circuit.signature();
        requireSame(
                external,
                "inputs",
                signature.inputs().stream().map(Signature.Input::type).toList(),
                function.parameters().stream().map(Variable::type).toList());
        requireSame(
                external,
                "outputs",
                signature.outputs().stream().map(Signature.Output::type).toList(),
                results(function.resultType(), signature.outputs().size()));
        List<Expr.Secret> arguments = function.parameters().stream()
                .<Expr.Secret>map(parameter -> new Expr.Read(parameter, parameter.span()))
                .toList();
        Expr.Secret value = new Expr.External(circuit, arguments, function.resultType(), external.pathSpan());
        function.setBody(List.of(new Stmt.Return(value, external.pathSpan())));
        if (signature.randomBits() > 0) {
            context.report(
                    external.pathSpan(),
                    "the circuit has " + signature.randomBits() + " random bits; a function's are its own",
                    Optional.of("`random<T>()` as an argument"));
        }
    }

    /**
     * A file without names of its bits, as AIGER's often are, has one value of all bits or values of one bit: the function
     * says which bits belong together.
     */
    private static Circuit grouped(Circuit circuit, FunctionInstance function, boolean reversed) {
        Circuit file = reversed ? circuit.inFileOrder(BitOrder.LSB) : circuit;
        Signature bits = file.signature();
        List<ValueType> parameters =
                function.parameters().stream().map(Variable::type).toList();
        ValueType result = function.resultType();
        boolean inputs =
                isUngrouped(bits.inputs().stream().map(Signature.Input::type).toList(), width(parameters))
                        && parameters.size() != bits.inputs().size();
        boolean outputs =
                isUngrouped(bits.outputs().stream().map(Signature.Output::type).toList(), result.widthBits())
                        && bits.outputs().size() > 1
                        && results(result, bits.outputs().size()).size() == 1;
        if (!inputs && !outputs || bits.randomBits() > 0) {
            return circuit;
        }
        Signature.Input first = bits.inputs().getFirst();
        Signature signature = new Signature(
                bits.name(),
                bits.parties(),
                inputs
                        ? parameters.stream()
                                .map(type -> new Signature.Input(first.party(), "in", type, BitOrder.LSB))
                                .toList()
                        : bits.inputs(),
                0,
                outputs ? List.of(new Signature.Output("out", result, bits.parties(), BitOrder.LSB)) : bits.outputs());
        Circuit grouped = file.with(signature);
        return reversed ? grouped.inFileOrder(BitOrder.MSB) : grouped;
    }

    private static boolean isUngrouped(List<ValueType> types, long width) {
        return width(types) == width && (types.size() == 1 || types.stream().allMatch(type -> type.widthBits() == 1));
    }

    private static long width(List<ValueType> types) {
        return types.stream().mapToLong(ValueType::widthBits).sum();
    }

    private static List<ValueType> results(ValueType type, int outputs) {
        return outputs != 1 && type instanceof ValueType.Tuple tuple ? tuple.elements() : List.of(type);
    }

    private void requireSame(
            Declaration.External external, String what, List<ValueType> circuit, List<ValueType> function) {
        String expected = widths(circuit);
        String found = widths(function);
        if (!expected.equals(found)) {
            context.report(
                    external.pathSpan(),
                    "the circuit's " + what + " have " + expected + (expected.equals("1") ? " bit" : " bits")
                            + ", those of the function " + found,
                    Optional.empty());
        }
    }

    private static String widths(List<ValueType> types) {
        return types.isEmpty()
                ? "no"
                : types.stream().map(type -> String.valueOf(type.widthBits())).collect(Collectors.joining(" + "));
    }
}
