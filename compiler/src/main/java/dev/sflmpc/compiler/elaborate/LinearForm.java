package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.arithmetic.Cheapest;
import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.arithmetic.Multiplier;
import dev.sflmpc.compiler.arithmetic.SquaredProducts;
import dev.sflmpc.compiler.datapath.WordLog;
import dev.sflmpc.compiler.elaborate.EarlierSums.Earlier;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a sum modulo 2^width adds up, each word once with its factor, and the gates for it.
 *
 * <p>Words are the same if their literals are: {@code x + y - x} is {@code y}, {@code x * 3 + x} is {@code x << 2}. Products
 * that share a factor become one product where that is cheaper: {@code a * b + a * c = a * (b + c)}.
 */
final class LinearForm {

    /** More products than this are not searched for common factors. */
    private static final int MOST_PRODUCTS_GROUPED = 32;

    /** Sums of more words are not noted as such. */
    private static final int MOST_WORDS_NOTED = 8;

    /** A product of two words, added or subtracted. */
    record Factors(int[] left, int[] right, boolean negative) {
        boolean has(Literals factor) {
            return new Literals(left).equals(factor) || new Literals(right).equals(factor);
        }

        int[] other(Literals factor) {
            return new Literals(left).equals(factor) ? right : left;
        }
    }

    private final Netlist netlist;
    private final int width;
    private final Map<Literals, BigInteger> multiples = new LinkedHashMap<>();
    private final List<Factors> products = new ArrayList<>();
    private BigInteger constant = BigInteger.ZERO;
    private BigInteger unwrappedConstant = BigInteger.ZERO;

    LinearForm(Netlist netlist, int width) {
        this.netlist = netlist;
        this.width = width;
    }

    /** Adds a multiple of a word of the form's width or more. */
    void add(int[] word, BigInteger factor) {
        int[] low = Arrays.copyOf(word, width);
        if (Arrays.stream(low).allMatch(bit -> bit <= Netlist.TRUE)) {
            constant = constant.add(Range.of(false, low).min().multiply(factor));
        } else {
            multiples.merge(new Literals(low), factor, BigInteger::add);
        }
    }

    void addBit(int literal) {
        int[] word = new int[width];
        word[0] = literal;
        int[] inverted = new int[width];
        inverted[0] = literal ^ 1;
        if (literal > Netlist.TRUE && BigInteger.ONE.equals(multiples.get(new Literals(inverted)))) {
            multiples.remove(new Literals(inverted));
            constant = constant.add(BigInteger.ONE);
        } else {
            add(word, BigInteger.ONE);
        }
    }

    void addConstant(BigInteger number) {
        constant = constant.add(number);
    }

    /** Adds a product of words of the form's width or more. */
    void addProduct(int[] left, int[] right, boolean negative) {
        products.add(new Factors(Arrays.copyOf(left, width), Arrays.copyOf(right, width), negative));
    }

    /** Makes the gates. */
    int[] build() {
        BigInteger modulus = BigInteger.ONE.shiftLeft(width);
        unwrappedConstant = constant;
        constant = constant.mod(modulus);
        multiples.values().removeIf(factor -> factor.mod(modulus).signum() == 0);
        Optional<CommonFactors> common = CommonFactors.of(netlist, width, multiples, products);
        if (products.isEmpty()) {
            return common.map(factors -> Cheapest.of(netlist, List.of(this::plain, () -> factors.build(constant))))
                    .orElseGet(this::plain);
        }
        if (products.size() == 1
                && multiples.isEmpty()
                && constant.signum() == 0
                && !products.getFirst().negative()) {
            return Multiplier.multiply(
                    netlist, products.getFirst().left(), products.getFirst().right());
        }
        if (products.size() > MOST_PRODUCTS_GROUPED && common.isPresent()) {
            return common.get().build(constant);
        }
        List<Supplier<int[]>> ways = new ArrayList<>();
        ways.add(() -> columns(products));
        common.ifPresent(factors -> ways.add(() -> factors.build(constant)));
        Literals shared = mostShared();
        if (shared != null) {
            ways.add(() -> grouped(shared));
        }
        if (products.size() <= MOST_PRODUCTS_GROUPED) {
            CompletedSquare.in(products).ifPresent(square -> ways.add(() -> squared(square)));
        }
        return Cheapest.of(netlist, ways);
    }

    private int[] plain() {
        return multiples.size() == 1 && constant.signum() == 0 ? multiple() : sum();
    }

    /** Makes the gates, from an earlier sum where that takes fewer. */
    int[] build(EarlierSums earlier) {
        Earlier nearest = products.isEmpty() ? earlier.nearest(trimmed(), width) : null;
        return nearest == null ? build() : Cheapest.of(netlist, List.of(this::build, () -> since(nearest)));
    }

    private int[] since(Earlier known) {
        LinearForm rest = new LinearForm(netlist, width);
        rest.add(known.bits(), BigInteger.ONE);
        EarlierSums.difference(trimmed(), known.multiples()).forEach((word, factor) -> rest.add(word.bits(), factor));
        rest.addConstant(constant.subtract(known.constant()));
        return rest.build();
    }

    private Map<Literals, BigInteger> trimmed() {
        Map<Literals, BigInteger> trimmed = new LinkedHashMap<>();
        multiples.forEach((word, factor) -> {
            int length = width;
            while (length > 0 && word.bits()[length - 1] == Netlist.FALSE) {
                length--;
            }
            trimmed.put(new Literals(Arrays.copyOf(word.bits(), length)), factor);
        });
        return trimmed;
    }

    /**
     * Notes what was made, for the next sums.
     *
     * @param isExact whether nothing wraps, all read as unsigned
     */
    void note(EarlierSums earlier, int[] result, boolean isExact) {
        if (products.isEmpty()) {
            BigInteger added = isExact ? unwrappedConstant : constant;
            earlier.note(new Earlier(trimmed(), added, isExact, result));
        }
    }

    /** The only word times its factor. */
    private int[] multiple() {
        Map.Entry<Literals, BigInteger> only = multiples.entrySet().iterator().next();
        int[] word = only.getKey().bits();
        BigInteger factor = only.getValue();
        if (factor.equals(BigInteger.ONE)) {
            return word;
        }
        return factor.negate().equals(BigInteger.ONE)
                ? Adder.negate(netlist, word)
                : Multiplier.multiply(netlist, word, constant(factor));
    }

    private int[] constant(BigInteger number) {
        int[] word = new int[width];
        for (int i = 0; i < width; i++) {
            word[i] = number.testBit(i) ? Netlist.TRUE : Netlist.FALSE;
        }
        return word;
    }

    private int[] sum() {
        if (multiples.size() != 2 || constant.signum() != 0) {
            return columns(products);
        }
        List<Map.Entry<Literals, BigInteger>> both = List.copyOf(multiples.entrySet());
        int[] a = both.getFirst().getKey().bits();
        int[] b = both.getLast().getKey().bits();
        BigInteger minusOne = BigInteger.ONE.negate();
        BigInteger factorOfA = both.getFirst().getValue();
        BigInteger factorOfB = both.getLast().getValue();
        if (factorOfA.equals(BigInteger.ONE) && factorOfB.equals(BigInteger.ONE)) {
            return Adder.add(netlist, a, b);
        }
        if (factorOfA.equals(BigInteger.ONE) && factorOfB.equals(minusOne)) {
            return Adder.subtract(netlist, a, b);
        }
        if (factorOfA.equals(minusOne) && factorOfB.equals(BigInteger.ONE)) {
            return Adder.subtract(netlist, b, a);
        }
        return columns(products);
    }

    private int[] columns(List<Factors> factors) {
        ColumnSum columns = new ColumnSum(width);
        multiples.forEach((key, factor) -> {
            if (factor.abs().equals(BigInteger.ONE)) {
                columns.addNumber(key.bits(), factor.signum() < 0, 0);
            } else {
                Multiplier.addMultiple(netlist, columns, key.bits(), factor);
            }
        });
        for (Factors product : factors) {
            if (product.negative()) {
                Multiplier.subtractProduct(netlist, columns, product.left(), product.right());
            } else {
                Multiplier.addProduct(netlist, columns, product.left(), product.right());
            }
        }
        columns.addConstant(constant);
        return columns.sum(netlist);
    }

    /**
     * Notes that a word is this sum, whose gates were made.
     *
     * @param isExact whether nothing wraps, all read as unsigned
     */
    void note(WordLog log, int[] result, boolean isExact) {
        if (products.isEmpty()) {
            if (isExact) {
                noteOffset(log, result);
            }
            noteAdded(log, result, isExact);
            return;
        }
        List<SquaredProducts.Product> factors = products.stream()
                .map(product -> new SquaredProducts.Product(product.left(), product.right(), product.negative()))
                .toList();
        List<SquaredProducts.Multiple> others = new ArrayList<>();
        multiples.forEach((key, factor) -> others.add(new SquaredProducts.Multiple(key.bits(), factor)));
        log.sum(factors, others, constant, result);
    }

    /** Notes what the sign of a sum says that was made in as many bits as it needs: the order of two words, one times 2^k, or nothing. */
    void noteSign(WordLog log, int[] result) {
        if (!products.isEmpty() || multiples.size() != 2 || constant.signum() != 0) {
            return;
        }
        List<Map.Entry<Literals, BigInteger>> both = List.copyOf(multiples.entrySet());
        boolean isFirstLess = both.getFirst().getValue().equals(BigInteger.ONE);
        Map.Entry<Literals, BigInteger> less = isFirstLess ? both.getFirst() : both.getLast();
        Map.Entry<Literals, BigInteger> more = isFirstLess ? both.getLast() : both.getFirst();
        BigInteger factor = more.getValue().negate();
        if (!less.getValue().equals(BigInteger.ONE) || factor.bitCount() != 1 || factor.signum() < 0) {
            return;
        }
        int[] left = less.getKey().bits();
        int[] word = more.getKey().bits();
        int shift = factor.bitLength() - 1;
        int[] right = new int[width];
        System.arraycopy(word, 0, right, Math.min(shift, width), Math.max(0, width - shift));
        boolean wraps = Arrays.stream(word).skip(Math.max(0, width - 1 - shift)).anyMatch(bit -> bit != Netlist.FALSE);
        if (!wraps && left[width - 1] == Netlist.FALSE) {
            log.less(false, left, right, result[width - 1]);
        }
    }

    private void noteAdded(WordLog log, int[] result, boolean isExact) {
        boolean isSum = multiples.values().stream().allMatch(BigInteger.ONE::equals)
                && multiples.size() + constant.signum() > 1
                && (!isExact || unwrappedConstant.signum() >= 0);
        if (isSum && multiples.size() <= MOST_WORDS_NOTED) {
            List<int[]> words = new ArrayList<>();
            multiples.keySet().forEach(word -> words.add(word.bits()));
            if (constant.signum() > 0) {
                words.add(constant(constant));
            }
            log.added(words, isExact, result);
        }
    }

    private void noteOffset(WordLog log, int[] result) {
        int[] word = new int[0];
        List<Integer> bits = new ArrayList<>();
        for (Map.Entry<Literals, BigInteger> entry : multiples.entrySet()) {
            int[] next = entry.getKey().bits();
            boolean isBit = Arrays.stream(next).skip(1).allMatch(literal -> literal == Netlist.FALSE);
            if (!entry.getValue().equals(BigInteger.ONE) || (!isBit && word.length > 0)) {
                return;
            }
            if (isBit) {
                bits.add(next[0]);
            } else {
                word = next;
            }
        }
        if (unwrappedConstant.bitLength() < 31) {
            int[] ones = bits.stream().mapToInt(bit -> bit).toArray();
            log.offset(word, ones, unwrappedConstant.intValue(), result);
        }
    }

    // ---- products with a common factor

    /** The factor of most products, if it is one of two or more. */
    private @Nullable Literals mostShared() {
        if (products.size() > MOST_PRODUCTS_GROUPED) {
            return null;
        }
        Map<Literals, Integer> counts = new LinkedHashMap<>();
        for (Factors product : products) {
            counts.merge(new Literals(product.left()), 1, Integer::sum);
            if (!Arrays.equals(product.left(), product.right())) {
                counts.merge(new Literals(product.right()), 1, Integer::sum);
            }
        }
        Literals best = null;
        int most = 1;
        for (Map.Entry<Literals, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }

    private int[] squared(CompletedSquare square) {
        LinearForm sum = new LinearForm(netlist, width);
        square.signs()
                .forEach((word, isSubtracted) ->
                        sum.add(word.bits(), isSubtracted ? BigInteger.ONE.negate() : BigInteger.ONE));
        int[] root = sum.build();
        return withProducts(square.rest(), root, root);
    }

    /** This form with other products, and one more. */
    private int[] withProducts(List<Factors> others, int[] left, int[] right) {
        LinearForm form = new LinearForm(netlist, width);
        form.multiples.putAll(multiples);
        form.constant = constant;
        form.products.addAll(others);
        form.products.add(new Factors(left, right, false));
        Literals next = form.mostShared();
        return next == null ? form.build() : form.grouped(next);
    }

    private int[] grouped(Literals shared) {
        LinearForm others = new LinearForm(netlist, width);
        List<Factors> rest = new ArrayList<>();
        for (Factors product : products) {
            if (product.has(shared)) {
                others.add(product.other(shared), product.negative() ? BigInteger.ONE.negate() : BigInteger.ONE);
            } else {
                rest.add(product);
            }
        }
        return withProducts(rest, shared.bits(), others.build());
    }
}
