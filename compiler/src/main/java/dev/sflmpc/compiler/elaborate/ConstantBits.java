package dev.sflmpc.compiler.elaborate;

import java.util.Arrays;
import java.util.List;

/** The constant scalars among arguments: two calls that differ in them are different circuits. */
final class ConstantBits {

    /** A constant scalar and where it lies in its argument. */
    private record Constant(long offsetBits, List<Integer> bits) {}

    private ConstantBits() {}

    /** Adds what is constant in {@code value}, which lies {@code offsetBits} into its argument. */
    static void collect(Value value, long offsetBits, List<Object> constants) {
        switch (value) {
            case Value.Word word -> {
                if (word.isConstant()) {
                    constants.add(new Constant(
                            offsetBits, Arrays.stream(word.bits()).boxed().toList()));
                }
            }
            case Value.Group group -> {
                for (int i = 0; i < group.parts().size(); i++) {
                    collect(group.parts().get(i), offsetBits + Types.partOffset(group.type(), i), constants);
                }
            }
            case Value.Stored stored -> {}
            case Sum sum -> {}
            case Value.Overlay overlay -> {}
            case Value.Undefined undefined -> {}
        }
    }

    /** {@code secret} with the scalars that are constant in {@code argument} in their places. */
    static Value withConstants(Value secret, Value argument, Values values) {
        return switch (argument) {
            case Value.Word word -> word.isConstant() ? word : secret;
            case Value.Group group ->
                new Value.Group(
                        group.type(),
                        Parts.of(
                                group.parts().size(),
                                i -> withConstants(
                                        values.part(secret, i), group.parts().get(i), values)));
            case Value.Stored stored -> secret;
            case Sum sum -> secret;
            case Value.Overlay overlay -> secret;
            case Value.Undefined undefined -> secret;
        };
    }
}
