package dev.sflmpc.compiler.datapath;

import java.util.List;

/** What words of a netlist are in terms of others. */
public sealed interface WordOperation {

    /** {@code result} is whether {@code left < right}. */
    record Less(boolean signed, int[] left, int[] right, int result) implements WordOperation {}

    /** {@code result = condition ? whenTrue : whenFalse}. */
    record Select(int condition, int[] whenTrue, int[] whenFalse, int[] result) implements WordOperation {}

    /** {@code result} is the greater or the lesser of two words. */
    record Extreme(boolean greatest, boolean signed, int[] left, int[] right, int[] result) implements WordOperation {}

    /** {@code result} is the sum of products and plain terms modulo 2^width, width that of the result. */
    record SumOfProducts(List<Product> products, List<Plain> plains, int[] result) implements WordOperation {
        public SumOfProducts {
            products = List.copyOf(products);
            plains = List.copyOf(plains);
        }
    }

    /** {@code result} is the entry at an unsigned index, zero where there is none. */
    record Read(int[][] entries, int[] index, int[] result) implements WordOperation {}

    /** A product of two words that are as wide as the sum. */
    record Product(int[] left, int[] right) {}

    /** A word as wide as the sum, added or subtracted. */
    record Plain(int[] bits, boolean negative) {}
}
