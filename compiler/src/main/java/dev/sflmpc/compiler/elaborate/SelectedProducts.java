package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Sum.Product;
import dev.sflmpc.compiler.elaborate.Sum.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One product for two that are never both needed: {@code c ? a * b : d * e} is {@code (c ? a : d) * (c ? b : e)}, and what both
 * have in common is not selected.
 */
final class SelectedProducts {

    private final Values values;

    SelectedProducts(Values values) {
        this.values = values;
    }

    /** Removes as many products of one sum as of the other, and selects their factors, where that costs less. */
    List<Term> take(Value condition, List<Term> onTrue, List<Term> onFalse) {
        List<Term> selected = new ArrayList<>();
        for (Term term : List.copyOf(onTrue)) {
            if (term instanceof Product product) {
                partner(product, onFalse).ifPresent(partner -> {
                    onTrue.remove(term);
                    onFalse.remove(partner.taken());
                    selected.add(selected(condition, product, partner.turned()));
                });
            }
        }
        return selected;
    }

    /** A product, and the same with its factors in the order of those that they are selected against. */
    private record Partner(Product taken, Product turned) {}

    private Optional<Partner> partner(Product product, List<Term> others) {
        Partner best = null;
        long most = 0;
        for (Term term : others) {
            if (term instanceof Product other && other.negative() == product.negative()) {
                Product turned = new Product(/* left= */ other.right(), /* right= */ other.left(), other.negative());
                for (Product candidate : List.of(other, turned)) {
                    long gain = cost(other) + cost(product) - selectedCost(product, candidate);
                    if (gain > most) {
                        most = gain;
                        best = new Partner(other, candidate);
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private Product selected(Value condition, Product a, Product b) {
        Value left = selected(condition, a.left(), b.left());
        boolean isSquare = isSquare(a) && isSquare(b);
        return new Product(left, isSquare ? left : selected(condition, a.right(), b.right()), a.negative());
    }

    private Value selected(Value condition, Value a, Value b) {
        return a.equals(b) ? a : values.selections().select(condition, a, b);
    }

    private static boolean isSquare(Product product) {
        return product.left().equals(product.right());
    }

    // ---- what products cost, roughly

    private long cost(Product product) {
        return cost(width(product.left()), width(product.right()), isSquare(product));
    }

    private static long cost(int left, int right, boolean isSquare) {
        return (long) left * right / (isSquare ? 4 : 2);
    }

    private long selectedCost(Product a, Product b) {
        int left = Math.max(width(a.left()), width(b.left()));
        int right = Math.max(width(a.right()), width(b.right()));
        boolean isSquare = isSquare(a) && isSquare(b);
        long selections = a.left().equals(b.left()) ? 0 : left;
        selections += isSquare || a.right().equals(b.right()) ? 0 : right;
        return cost(left, right, isSquare) + selections;
    }

    private int width(Value factor) {
        return values.range(factor).width();
    }
}
