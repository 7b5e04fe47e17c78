package dev.sflmpc.compiler.check;

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
        Optional<Circuit> circuit = context.globals.circuit(external);
        if (circuit.isEmpty()) {
            return;
        }
        Signature signature = circuit.get().signature();
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
        Expr.Secret value = new Expr.External(circuit.get(), arguments, function.resultType(), external.pathSpan());
        function.setBody(List.of(new Stmt.Return(value, external.pathSpan())));
        if (signature.randomBits() > 0) {
            context.report(
                    external.pathSpan(),
                    "the circuit has " + signature.randomBits() + " random bits; a function's are its own",
                    Optional.of("`random<T>()` as an argument"));
        }
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
                    "the circuit's " + what + " have " + expected + " bits, those of the function " + found,
                    Optional.empty());
        }
    }

    private static String widths(List<ValueType> types) {
        return types.isEmpty()
                ? "no"
                : types.stream().map(type -> String.valueOf(type.widthBits())).collect(Collectors.joining(" + "));
    }
}
