package dev.sflmpc.compiler.elaborate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Products that are the square of a sum, {@code a*a + 2*a*b + b*b}, and those that are left.
 *
 * @param signs the words of the sum, each with whether it is subtracted
 */
record CompletedSquare(Map<Literals, Boolean> signs, List<LinearForm.Factors> rest) {

    /** The largest square that begins with an early product; nothing where no two words are a part of one. */
    static Optional<CompletedSquare> in(List<LinearForm.Factors> products) {
        for (LinearForm.Factors product : products) {
            if (isSquare(product)) {
                CompletedSquare square = beginningWith(product, products);
                if (square.signs.size() > 1) {
                    return Optional.of(square);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSquare(LinearForm.Factors product) {
        return !product.negative() && Arrays.equals(product.left(), product.right());
    }

    private static CompletedSquare beginningWith(LinearForm.Factors first, List<LinearForm.Factors> products) {
        Map<Literals, Boolean> signs = new LinkedHashMap<>();
        signs.put(new Literals(first.left()), false);
        List<LinearForm.Factors> rest = new ArrayList<>(products);
        rest.remove(first);
        for (LinearForm.Factors next : products) {
            Literals word = new Literals(next.left());
            if (isSquare(next) && !signs.containsKey(word)) {
                take(word, next, signs, rest);
            }
        }
        return new CompletedSquare(signs, rest);
    }

    /** Adds a word to the sum if its square and its products with all words of the sum are there. */
    private static void take(
            Literals word, LinearForm.Factors square, Map<Literals, Boolean> signs, List<LinearForm.Factors> rest) {
        List<LinearForm.Factors> left = new ArrayList<>(rest);
        left.remove(square);
        Optional<Boolean> sign = Optional.empty();
        for (Map.Entry<Literals, Boolean> other : signs.entrySet()) {
            Optional<Boolean> cross = takeTwice(word.bits(), other.getKey().bits(), left);
            if (cross.isEmpty()) {
                return;
            }
            boolean isNegative = !cross.get().equals(other.getValue());
            if (sign.isPresent() && !sign.get().equals(isNegative)) {
                return;
            }
            sign = Optional.of(isNegative);
        }
        signs.put(word, sign.orElse(false));
        rest.clear();
        rest.addAll(left);
    }

    /** Takes out twice the product of two words, as one product or two; whether it is subtracted, if it is there. */
    private static Optional<Boolean> takeTwice(int[] a, int[] b, List<LinearForm.Factors> products) {
        for (LinearForm.Factors product : products) {
            if (isOf(product, doubled(a), b) || isOf(product, a, doubled(b))) {
                products.remove(product);
                return Optional.of(product.negative());
            }
        }
        List<LinearForm.Factors> single =
                products.stream().filter(product -> isOf(product, a, b)).toList();
        if (single.size() != 2
                || single.getFirst().negative() != single.getLast().negative()) {
            return Optional.empty();
        }
        products.removeAll(single);
        return Optional.of(single.getFirst().negative());
    }

    private static boolean isOf(LinearForm.Factors product, int[] a, int[] b) {
        return Arrays.equals(product.left(), a) && Arrays.equals(product.right(), b)
                || Arrays.equals(product.left(), b) && Arrays.equals(product.right(), a);
    }

    private static int[] doubled(int[] word) {
        int[] doubled = new int[word.length];
        System.arraycopy(word, 0, doubled, 1, word.length - 1);
        return doubled;
    }
}
