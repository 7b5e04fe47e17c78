package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.QuotientRemainder;
import dev.sflmpc.compiler.datapath.WordOperation.Division;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The quotient and the remainder of a word by one constant, which were made apart: a remainder alone is a sum of digits, but
 * next to the quotient it is a difference of a few bits.
 */
final class SharedDivisions {

    private record Key(Word dividend, BigInteger divisor) {}

    private SharedDivisions() {}

    /** A proposal for each word and divisor that have both. */
    static List<Proposal> find(WordLog log) {
        Map<Key, List<Division>> divisions = new LinkedHashMap<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Division division) {
                Key key = new Key(new Word(division.dividend()), division.divisor());
                divisions.computeIfAbsent(key, k -> new ArrayList<>(2)).add(division);
            }
        }
        List<Proposal> proposals = new ArrayList<>();
        divisions.forEach((key, both) -> {
            if (both.stream().map(Division::isQuotient).distinct().count() == 2) {
                proposals.add(new Proposal(List.of(replacement(key, both))));
            }
        });
        return proposals;
    }

    private static Replacement replacement(Key key, List<Division> divisions) {
        int[] dividend = key.dividend.literals();
        int[] results = Word.concat(divisions.stream().map(Division::result).toList());
        int width = Math.max(dividend.length, key.divisor.bitLength());
        int[] divisor = Word.constant(key.divisor, width);
        return new Replacement(dividend, results, (net, inputs) -> {
            QuotientRemainder made = Divider.divide(net, Arrays.copyOf(inputs, width), divisor, false);
            return Word.concat(divisions.stream()
                    .map(division -> Arrays.copyOf(
                            division.isQuotient() ? made.quotient() : made.remainder(), division.result().length))
                    .toList());
        });
    }
}
