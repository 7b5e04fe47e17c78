package dev.sflmpc.compiler.elaborate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What words are products of, so that {@code x * x * x * x} becomes the square of {@code x * x}: a square costs half of a
 * product. All words are of one segment, and products wrap to the width of their type.
 */
final class Monomials {

    /** How often each word is a factor; words that are no products are themselves. */
    private final Map<Literals, Map<Literals, Integer>> factors = new HashMap<>();

    private final Map<Map<Literals, Integer>, Value.Word> products = new HashMap<>();

    /** Notes that a word is the product of two others, wherever it is read. */
    void note(Value.Word product, Value.Word left, Value.Word right) {
        Map<Literals, Integer> all = product(left, right);
        factors.putIfAbsent(new Literals(product.bits()), all);
        products.putIfAbsent(all, product);
    }

    /** Whether a word was noted as a product. */
    boolean isProduct(Value.Word word) {
        return factors.containsKey(new Literals(word.bits()));
    }

    /** The word that squared is the product of two different ones; null if there is none with gates. */
    Value.@Nullable Word root(Value.Word left, Value.Word right) {
        Literals first = new Literals(left.bits());
        Literals second = new Literals(right.bits());
        if (first.equals(second) || !factors.containsKey(first) && !factors.containsKey(second)) {
            return null;
        }
        Map<Literals, Integer> half = new HashMap<>();
        for (Map.Entry<Literals, Integer> factor : product(left, right).entrySet()) {
            if (factor.getValue() % 2 != 0) {
                return null;
            }
            half.put(factor.getKey(), factor.getValue() / 2);
        }
        return products.get(half);
    }

    private Map<Literals, Integer> product(Value.Word left, Value.Word right) {
        Map<Literals, Integer> all = new HashMap<>(factorsOf(left));
        factorsOf(right).forEach((word, count) -> all.merge(word, count, Integer::sum));
        return Map.copyOf(all);
    }

    private Map<Literals, Integer> factorsOf(Value.Word word) {
        Literals bits = new Literals(word.bits());
        return factors.getOrDefault(bits, Map.of(bits, 1));
    }
}
