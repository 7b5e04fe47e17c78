package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.Multiplier;
import dev.sflmpc.compiler.datapath.WordOperation.Applied;
import dev.sflmpc.compiler.datapath.WordOperation.Division;
import dev.sflmpc.compiler.datapath.WordOperation.Read;
import dev.sflmpc.compiler.datapath.WordOperation.SumOfProducts;
import dev.sflmpc.compiler.netlist.Netlist;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Operators among what a log notes for other ends. */
final class LoggedOperators {

    private LoggedOperators() {}

    /** An entry as an operator on words, if it is one. */
    static Optional<Applied> applied(WordOperation entry) {
        return switch (entry) {
            case Applied applied -> Optional.of(applied);
            case SumOfProducts sum
            when isProduct(sum) -> {
                List<int[]> factors = List.of(
                        sum.products().getFirst().left(),
                        sum.products().getFirst().right());
                yield Optional.of(new Applied(new Multiplication(), factors, sum.result()));
            }
            case Division(int[] dividend, BigInteger divisor, boolean isQuotient, int[] result) ->
                Optional.of(new Applied(
                        new ConstantDivision(divisor, isQuotient, result.length), List.of(dividend), result));
            case Read(int[][] entries, int[] index, boolean inRange, int[] result) -> {
                List<int[]> operands = new ArrayList<>(Arrays.asList(entries));
                operands.add(index);
                yield Optional.of(new Applied(new ArrayRead(inRange), operands, result));
            }
            default -> Optional.empty();
        };
    }

    private static boolean isProduct(SumOfProducts sum) {
        return sum.multiples().isEmpty()
                && sum.constant().signum() == 0
                && sum.products().size() == 1
                && !sum.products().getFirst().negative();
    }

    private record Multiplication() implements Operator {
        @Override
        public int[] apply(Netlist net, List<int[]> operands) {
            return Multiplier.multiply(net, operands.getFirst(), operands.getLast());
        }
    }

    private record ConstantDivision(BigInteger divisor, boolean isQuotient, int resultWidth) implements Operator {
        @Override
        public int[] apply(Netlist net, List<int[]> operands) {
            int[] dividend = operands.getFirst();
            int width = Math.max(dividend.length, divisor.bitLength());
            int[] padded = Arrays.copyOf(dividend, width);
            int[] constant = Word.constant(divisor, width);
            int[] made = isQuotient
                    ? Divider.quotient(net, padded, constant, false)
                    : Divider.remainder(net, padded, constant, false);
            return Arrays.copyOf(made, resultWidth);
        }
    }

    private record ArrayRead(boolean inRange) implements Operator {
        @Override
        public int[] apply(Netlist net, List<int[]> operands) {
            int[][] entries = operands.subList(0, operands.size() - 1).toArray(int[][]::new);
            int[] index = operands.getLast();
            return inRange
                    ? dev.sflmpc.compiler.arithmetic.Arrays.readWithin(net, entries, index, 0)
                    : dev.sflmpc.compiler.arithmetic.Arrays.read(net, entries, index);
        }
    }
}
