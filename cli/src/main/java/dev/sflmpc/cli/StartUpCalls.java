package dev.sflmpc.cli;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces the calls of a class that Java would link at run time by calls of methods that it gives the class: switches on types,
 * and the equality and hash codes of records.
 *
 * <p>The JVM makes a class for each of them when it first comes by, in some milliseconds while it starts, and its start-up cache
 * keeps none of these. What the methods do is what the JDK's own do, see {@link StartUpMethod}.
 */
final class StartUpCalls implements ClassTransform {

    private static final String PREFIX = "startUp$";
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private final ClassModel owner;

    /** By the number of the call in the class's constant pool; in order, so that equal classes come of equal ones. */
    private final Map<Integer, StartUpMethod> methods = new LinkedHashMap<>();

    private StartUpCalls(ClassModel owner) {
        this.owner = owner;
    }

    /** The class with its calls replaced; empty when it has none. */
    static Optional<byte[]> replaced(ClassFile format, ClassModel model) {
        StartUpCalls calls = new StartUpCalls(model);
        model.methods().forEach(calls::find);
        return calls.methods.isEmpty() ? Optional.empty() : Optional.of(format.transformClass(model, calls));
    }

    private void find(MethodModel method) {
        method.code()
                .ifPresent(code -> code.forEach(element -> {
                    if (element instanceof InvokeDynamicInstruction call) {
                        find(call.invokedynamic());
                    }
                }));
    }

    private void find(InvokeDynamicEntry call) {
        StartUpMethod.of(call).ifPresent(method -> methods.put(call.index(), method));
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method && calls(method)) {
            CodeTransform replacing = (code, instruction) -> {
                if (instruction instanceof InvokeDynamicInstruction call) {
                    replace(code, call);
                } else {
                    code.with(instruction);
                }
            };
            builder.transformMethod(method, MethodTransform.transformingCode(replacing));
        } else {
            builder.with(element);
        }
    }

    @Override
    public void atEnd(ClassBuilder builder) {
        methods.forEach((call, method) ->
                builder.withMethodBody(name(call), method.type(), FLAGS, code -> method.writeTo(code)));
    }

    private boolean calls(MethodModel method) {
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> element instanceof InvokeDynamicInstruction call
                        && methods.containsKey(call.invokedynamic().index()));
    }

    private void replace(CodeBuilder code, InvokeDynamicInstruction call) {
        int number = call.invokedynamic().index();
        if (methods.containsKey(number)) {
            code.invokestatic(
                    owner.thisClass().asSymbol(),
                    name(number),
                    call.typeSymbol(),
                    owner.flags().has(AccessFlag.INTERFACE));
        } else {
            code.with(call);
        }
    }

    private static String name(int call) {
        return PREFIX + call;
    }
}
