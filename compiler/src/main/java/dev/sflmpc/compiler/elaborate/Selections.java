package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;

/**
 * Selects between words bit by bit, one AND each: none where both are the same, or would be with what the condition says of
 * them, or where one of them is the other as far as it is chosen; and none above what both branches can be.
 */
final class Selections {

    /** How often what a condition says of a word is applied to what it said before. */
    private static final int MOST_ROUNDS = 64;

    private final Tape tape;
    private final Values values;

    Selections(Tape tape, Values values) {
        this.tape = tape;
        this.values = values;
    }

    /** {@code condition ? whenTrue : whenFalse} of scalars, bit by bit. */
    Word select(Value condition, Value whenTrue, Value whenFalse) {
        Segment segment = tape.segment();
        return select(
                segment,
                values.loaded(condition, segment),
                values.loaded(whenTrue, segment),
                values.loaded(whenFalse, segment));
    }

    /** {@code condition ? a : b} of words of one segment. */
    Word select(Segment segment, Word condition, Word a, Word b) {
        Word on = canonical(condition, a, b);
        Word ifTrue = assuming(on, true, a);
        Word ifFalse = assuming(on, false, b);
        int[] bits = new int[a.bits().length];
        boolean[] isB = areSame(on, true, a, b);
        boolean[] isA = areSame(on, false, a, b);
        for (int i = 0; i < bits.length; i++) {
            int[] whenTrue = {a.bits()[i], ifTrue.bits()[i]};
            int[] whenFalse = {b.bits()[i], ifFalse.bits()[i]};
            bits[i] = isB[i]
                    ? b.bits()[i]
                    : isA[i] ? a.bits()[i] : select(segment.netlist(), on.bits()[0], whenTrue, whenFalse);
        }
        Word selected = Word.within(ifTrue.range().or(ifFalse.range()), a.type(), segment, bits);
        boolean isUnassuming = values.assumptions().isEmpty();
        if (isUnassuming) {
            segment.insights().note(selected, new Insights.Selection(on, plain(a), plain(b)));
        }
        boolean isPlain = isSame(a, ifTrue) && isSame(b, ifFalse) && Arrays.equals(bits, selected.bits());
        if (isUnassuming || isPlain) {
            segment.words().select(on.bits()[0], a.bits(), b.bits(), selected.bits());
        }
        return selected;
    }

    /** Which bits of two words are the same where a condition has a value, so that one of them need not be chosen. */
    private boolean[] areSame(Word condition, boolean truth, Word a, Word b) {
        Assumptions assumptions = values.assumptions();
        int mark = assumptions.mark();
        assumptions.assume(condition, truth);
        int[] ofA = refinedFully(a);
        int[] ofB = refinedFully(b);
        assumptions.returnTo(mark);
        boolean[] same = new boolean[ofA.length];
        for (int i = 0; i < same.length; i++) {
            same[i] = ofA[i] == ofB[i];
        }
        return same;
    }

    /** One of two words was read in a branch, so it may have been simplified already, and more than once. */
    private int[] refinedFully(Word word) {
        Word known = plain(word);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Word refined = plain(values.assumptions().refined(known));
            if (isSame(refined, known)) {
                break;
            }
            known = refined;
        }
        return known.bits();
    }

    /** The word without its range, which may hold in this branch only. */
    private static Word plain(Word word) {
        return new Word(word.type(), word.segment(), word.bits());
    }

    /** One of two literals, each of which may be written in two ways; free if they are the same in one. */
    private static int select(Netlist netlist, int condition, int[] whenTrue, int[] whenFalse) {
        for (int a : whenTrue) {
            for (int b : whenFalse) {
                if (a >>> 1 == b >>> 1) {
                    return netlist.mux(condition, a, b);
                }
            }
        }
        return netlist.mux(condition, whenTrue[1], whenFalse[1]);
    }

    /** The word as it is where a condition has a value. */
    Word assuming(Word condition, boolean truth, Word word) {
        int mark = values.assumptions().mark();
        values.assumptions().assume(condition, truth);
        Word refined = values.assumptions().refined(word);
        values.assumptions().returnTo(mark);
        return refined;
    }

    /** Where the condition orders just the two words, it does not matter for equal ones; the other order may be known. */
    private static Word canonical(Word condition, Word a, Word b) {
        int literal = condition.bits()[0];
        Insights insights = condition.segment().insights();
        for (int truth = 0; truth < 2; truth++) {
            if (insights.comparison(literal ^ truth) instanceof Insights.Less(Word less, Word more)
                    && (isSame(less, a) && isSame(more, b) || isSame(less, b) && isSame(more, a))) {
                Integer opposite = insights.less(more, less);
                return opposite == null || opposite >>> 1 >= literal >>> 1
                        ? condition
                        : new Word(condition.type(), condition.segment(), new int[] {opposite ^ 1 ^ truth});
            }
        }
        return condition;
    }

    private static boolean isSame(Word a, Word b) {
        return Arrays.equals(a.bits(), b.bits());
    }
}
