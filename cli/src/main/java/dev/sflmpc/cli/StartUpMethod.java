package dev.sflmpc.cli;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A static method that does what a call linked at run time does. */
sealed interface StartUpMethod {

    /** The call's parameters and its result. */
    MethodTypeDesc type();

    /** Writes the method's body. */
    void writeTo(CodeBuilder code);

    /** What does the same as {@code call}; empty for calls of other kinds. */
    static Optional<StartUpMethod> of(InvokeDynamicEntry call) {
        String linker = call.bootstrap().bootstrapMethod().reference().owner().asInternalName();
        List<LoadableConstantEntry> constants = call.bootstrap().arguments();
        String name = call.name().stringValue();
        return switch (linker) {
            case "java/lang/runtime/SwitchBootstraps" -> TypeSwitch.of(call.typeSymbol(), constants);
            case "java/lang/runtime/ObjectMethods" -> RecordMethod.of(name, call.typeSymbol(), constants);
            default -> Optional.empty();
        };
    }

    /**
     * {@link java.lang.runtime.SwitchBootstraps#typeSwitch}: the number of the first label, from number {@code restart} on, that the
     * object is an instance of; -1 for null, and the number of labels for an object that is of none.
     *
     * @param type of an object and {@code restart}
     * @param labels classes
     */
    record TypeSwitch(MethodTypeDesc type, List<ClassEntry> labels) implements StartUpMethod {

        /** Empty where a label is a constant: a text, a number or an enum's. */
        static Optional<StartUpMethod> of(MethodTypeDesc type, List<LoadableConstantEntry> constants) {
            List<ClassEntry> labels = ofType(ClassEntry.class, constants);
            boolean all = labels.size() == constants.size() && !labels.isEmpty();
            return all ? Optional.of(new TypeSwitch(type, labels)) : Optional.empty();
        }

        @Override
        public void writeTo(CodeBuilder code) {
            Label notNull = code.newLabel();
            code.aload(0).ifnonnull(notNull).loadConstant(-1).ireturn().labelBinding(notNull);
            List<SwitchCase> tests = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                tests.add(SwitchCase.of(i, code.newLabel()));
            }
            Label none = code.newLabel();
            code.iload(1).tableswitch(none, tests);
            for (int i = 0; i < labels.size(); i++) {
                Label next = i + 1 < labels.size() ? tests.get(i + 1).target() : none;
                code.labelBinding(tests.get(i).target()).aload(0).instanceOf(labels.get(i));
                code.ifeq(next).loadConstant(i).ireturn();
            }
            code.labelBinding(none).loadConstant(labels.size()).ireturn();
        }
    }

    /**
     * {@link java.lang.runtime.ObjectMethods}: equality or the hash code of a record.
     *
     * @param fields of all components
     */
    record RecordMethod(String name, MethodTypeDesc type, List<FieldRefEntry> fields) implements StartUpMethod {

        private static final String HASH_CODE = "hashCode";
        private static final String EQUALS = "equals";

        /** Empty for a record's text, which nothing needs in a hurry. */
        static Optional<StartUpMethod> of(String name, MethodTypeDesc type, List<LoadableConstantEntry> constants) {
            List<FieldRefEntry> fields = new ArrayList<>();
            for (MethodHandleEntry getter : ofType(MethodHandleEntry.class, constants)) {
                if (getter.reference() instanceof FieldRefEntry field) {
                    fields.add(field);
                }
            }
            // Before the getters the record's class and the names of its components.
            boolean all = fields.size() == constants.size() - 2;
            return all && (name.equals(HASH_CODE) || name.equals(EQUALS))
                    ? Optional.of(new RecordMethod(name, type, fields))
                    : Optional.empty();
        }

        @Override
        public void writeTo(CodeBuilder code) {
            if (name.equals(HASH_CODE)) {
                writeHashCode(code);
            } else {
                writeEquals(code);
            }
        }

        private void writeHashCode(CodeBuilder code) {
            code.loadConstant(0);
            for (FieldRefEntry field : fields) {
                code.loadConstant(31).imul().aload(0).getfield(field);
                ClassDesc component = field.typeSymbol();
                code.invokestatic(
                        box(component), HASH_CODE, MethodTypeDesc.of(ConstantDescs.CD_int, erased(component)));
                code.iadd();
            }
            code.ireturn();
        }

        private void writeEquals(CodeBuilder code) {
            ClassDesc record = type.parameterType(0);
            Label different = code.newLabel();
            Label other = code.newLabel();
            code.aload(0).aload(1).if_acmpne(other).loadConstant(1).ireturn().labelBinding(other);
            code.aload(1).instanceOf(record).ifeq(different);
            if (!fields.isEmpty()) {
                code.aload(1).checkcast(record).astore(2);
            }
            for (FieldRefEntry field : fields) {
                code.aload(0).getfield(field).aload(2).getfield(field);
                skipUnlessEqual(code, field.typeSymbol(), different);
            }
            code.loadConstant(1)
                    .ireturn()
                    .labelBinding(different)
                    .loadConstant(0)
                    .ireturn();
        }

        private static void skipUnlessEqual(CodeBuilder code, ClassDesc component, Label different) {
            MethodTypeDesc compared = MethodTypeDesc.of(ConstantDescs.CD_int, component, component);
            switch (TypeKind.from(component)) {
                case REFERENCE -> {
                    ClassDesc object = ConstantDescs.CD_Object;
                    code.invokestatic(
                                    box(component), EQUALS, MethodTypeDesc.of(ConstantDescs.CD_boolean, object, object))
                            .ifeq(different);
                }
                case LONG, FLOAT, DOUBLE ->
                    code.invokestatic(box(component), "compare", compared).ifne(different);
                default -> code.if_icmpne(different);
            }
        }

        /** The class with static methods for values of a type. */
        private static ClassDesc box(ClassDesc type) {
            Class<?> box =
                    switch (TypeKind.from(type)) {
                        case BOOLEAN -> Boolean.class;
                        case BYTE -> Byte.class;
                        case CHAR -> Character.class;
                        case SHORT -> Short.class;
                        case INT -> Integer.class;
                        case LONG -> Long.class;
                        case FLOAT -> Float.class;
                        case DOUBLE -> Double.class;
                        case REFERENCE, VOID -> Objects.class;
                    };
            return box.describeConstable().orElseThrow();
        }

        private static ClassDesc erased(ClassDesc type) {
            return type.isPrimitive() ? type : ConstantDescs.CD_Object;
        }
    }

    private static <T> List<T> ofType(Class<T> type, List<LoadableConstantEntry> constants) {
        return constants.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
