package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.DifferenceGraph.Choice;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Count;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Definition;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Extremum;
import dev.sflmpc.compiler.datapath.DifferenceGraph.Term;
import dev.sflmpc.compiler.datapath.Differences.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Definitions relative to a pivot, without the names of words: all cells of a table have the same few. Each combination of
 * differences and bits is a row; the places of a row are the words with bounds, those that rules make of them, and the pivot,
 * which is 0.
 *
 * @param bounds of the words that are taken as they come
 * @param bits secret bits that rules read
 * @param rules each makes the next place, the last one the word in question
 */
record DifferenceRows(List<Bounds> bounds, int bits, List<DifferenceRows.Rule> rules) {

    /** Values are noted within so many; words that differ by more are not related. */
    private static final int WINDOW = 32;

    private enum Kind {
        LEAST,
        GREATEST,
        CHOICE,
        COUNT
    }

    /**
     * A definition with words as places in a row.
     *
     * @param literals twice the place of a bit, one more if it is negated; a constant is −2 or −1
     */
    record Rule(Kind kind, List<Integer> places, List<Integer> offsets, List<Integer> literals) {

        /** @param places for each word its place; words without one do not matter */
        static Rule of(Definition definition, Map<Integer, Integer> places, List<Integer> bits) {
            Kind kind =
                    switch (definition) {
                        case Extremum extremum -> extremum.greatest() ? Kind.GREATEST : Kind.LEAST;
                        case Choice choice -> Kind.CHOICE;
                        case Count count -> Kind.COUNT;
                    };
            return new Rule(
                    kind,
                    definition.terms().stream()
                            .map(term -> places.getOrDefault(term.word(), 0))
                            .toList(),
                    definition.terms().stream().map(Term::offset).toList(),
                    IntStream.of(DifferenceGraph.otherLiterals(definition))
                            .map(literal ->
                                    literal <= 1 ? literal - 2 : 2 * bits.indexOf(literal >>> 1) + (literal & 1))
                            .boxed()
                            .toList());
        }

        private int term(int index, int[] row) {
            return row[places.get(index)] + offsets.get(index);
        }

        private boolean isSet(int index, long number) {
            int literal = literals.get(index);
            return literal < 0 ? literal == -1 : ((number >>> (literal >> 1) ^ literal) & 1) != 0;
        }

        int value(int[] row, long number) {
            return switch (kind) {
                case LEAST -> Math.min(term(0, row), term(1, row));
                case GREATEST -> Math.max(term(0, row), term(1, row));
                case CHOICE -> term(isSet(0, number) ? 0 : 1, row);
                case COUNT -> {
                    int sum = term(0, row);
                    for (int i = 0; i < literals.size(); i++) {
                        sum += isSet(i, number) ? 1 : 0;
                    }
                    yield sum;
                }
            };
        }
    }

    /**
     * What the last rule makes.
     *
     * @param joints for each place but the pivot's which values go together, if the two differ by little
     */
    record Values(int min, int max, List<Optional<Joint>> joints) {}

    /** Goes through all rows; nothing if the last rule's values differ by too much. */
    Optional<Values> enumerate() {
        int given = bounds.size();
        int words = given + rules.size() - 1;
        int[] row = new int[words + 1];
        BitSet[] met = new BitSet[words];
        int[] middles = new int[words + 1];
        BitSet values = new BitSet(WINDOW);
        for (long number = count() - 1; number >= 0; number--) {
            long rest = number >>> bits;
            for (int i = 0; i < given; i++) {
                int count = bounds.get(i).count();
                row[i] = bounds.get(i).min() + (int) (rest % count);
                rest /= count;
            }
            for (int i = given; i < words; i++) {
                row[i] = rules.get(i - given).value(row, number);
            }
            int value = rules.getLast().value(row, number);
            if (values.isEmpty()) {
                System.arraycopy(row, 0, middles, 0, words);
                middles[words] = value;
                Arrays.setAll(met, i -> new BitSet(WINDOW * WINDOW));
            }
            int place = value - middles[words] + WINDOW / 2;
            if (place < 0 || place >= WINDOW) {
                return Optional.empty();
            }
            values.set(place);
            for (int i = 0; i < words; i++) {
                met[i].set(place * WINDOW + Math.clamp(row[i] - middles[i] + WINDOW / 2, 0, WINDOW - 1));
            }
        }
        int min = values.nextSetBit(0);
        int max = values.length() - 1;
        if (max - min >= Differences.MOST_VALUES) {
            return Optional.empty();
        }
        int shift = middles[words] - WINDOW / 2;
        List<Optional<Joint>> joints = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            joints.add(joint(met[i], shift, middles[i] - WINDOW / 2));
        }
        return Optional.of(new Values(min + shift, max + shift, List.copyOf(joints)));
    }

    private long count() {
        long count = 1L << bits;
        for (Bounds each : bounds) {
            count *= each.count();
        }
        return count;
    }

    /** The pairs that were met, if the words differ by little. */
    private static Optional<Joint> joint(BitSet met, int shift, int neighbourShift) {
        Joint joint = new Joint();
        for (int pair = met.nextSetBit(0); pair >= 0; pair = met.nextSetBit(pair + 1)) {
            int neighbour = pair % WINDOW;
            if (neighbour == 0 || neighbour == WINDOW - 1) {
                return Optional.empty();
            }
            joint.pairs().add(new Joint.Pair(pair / WINDOW + shift, neighbour + neighbourShift));
        }
        return joint.bounds().count() <= Differences.MOST_VALUES ? Optional.of(joint) : Optional.empty();
    }
}
