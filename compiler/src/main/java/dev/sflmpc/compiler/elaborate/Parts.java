package dev.sflmpc.compiler.elaborate;

import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

/**
 * An immutable list of values of which one can be replaced without copying all: a tree of 32-way nodes.
 *
 * <p>Two lists that came from one share the subtrees that are equal, so {@link #combine} passes over what did not change.
 */
@SuppressWarnings("ReferenceEquality") // the same object is what is shared
final class Parts {

    private static final int BITS = 5;
    private static final int FAN_OUT = 1 << BITS;

    private final int size;
    private final int shift;
    private final Object[] root;

    private Parts(int size, int shift, Object[] root) {
        this.size = size;
        this.shift = shift;
        this.root = root;
    }

    static Parts of(int size, IntFunction<Value> part) {
        int shift = 0;
        while ((long) FAN_OUT << shift < size) {
            shift += BITS;
        }
        return new Parts(size, shift, build(0, size, shift, part));
    }

    int size() {
        return size;
    }

    Value get(int index) {
        Object[] node = root;
        for (int level = shift; level > 0; level -= BITS) {
            node = (Object[]) node[(index >> level) & (FAN_OUT - 1)];
        }
        return (Value) node[index & (FAN_OUT - 1)];
    }

    Parts with(int index, Value part) {
        return get(index) == part ? this : new Parts(size, shift, replace(root, shift, index, part));
    }

    /** Applies {@code operator} to the parts that are not the same object in both. */
    Parts combine(Parts other, BinaryOperator<Value> operator) {
        return this == other ? this : new Parts(size, shift, combine(root, other.root, shift, operator));
    }

    private static Object[] build(int from, int to, int shift, IntFunction<Value> part) {
        int span = 1 << shift;
        Object[] node = new Object[(int) (((long) to - from + span - 1) / span)];
        for (int i = 0; i < node.length; i++) {
            int start = from + i * span;
            node[i] = shift == 0 ? part.apply(start) : build(start, Math.min(to, start + span), shift - BITS, part);
        }
        return node;
    }

    private static Object[] replace(Object[] node, int shift, int index, Value part) {
        Object[] copy = node.clone();
        int i = (index >> shift) & (FAN_OUT - 1);
        copy[i] = shift == 0 ? part : replace((Object[]) node[i], shift - BITS, index, part);
        return copy;
    }

    private static Object[] combine(Object[] a, Object[] b, int shift, BinaryOperator<Value> operator) {
        if (a == b) {
            return a;
        }
        Object[] node = new Object[a.length];
        for (int i = 0; i < a.length; i++) {
            if (a[i] == b[i]) {
                node[i] = a[i];
            } else if (shift == 0) {
                node[i] = operator.apply((Value) a[i], (Value) b[i]);
            } else {
                node[i] = combine((Object[]) a[i], (Object[]) b[i], shift - BITS, operator);
            }
        }
        return node;
    }
}
