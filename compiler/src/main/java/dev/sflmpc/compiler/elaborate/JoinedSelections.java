package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Selections from words that were selected against one and the same word, which are one selection:
 *
 * <ul>
 *   <li>{@code c ? (m ? v : r) : r} is {@code c & m ? v : r}: one AND in the place of one for each bit, as the inner selection
 *       is not needed any more. An assignment at a secret index in a branch costs what it does outside.
 *   <li>{@code c ? (m ? v : r) : (n ? u : r)} is {@code (c ? m : n) ? (c ? v : u) : r}, which is taken where m and n say
 *       whether an index has a value: then v and u are those of all elements, and chosen once.
 * </ul>
 */
final class JoinedSelections {

    /** {@code condition ? whenTrue : whenFalse}. */
    record Choice(Word condition, Word whenTrue, Word whenFalse) {}

    private final Segment segment;
    private final Selections selections;

    JoinedSelections(Segment segment, Selections selections) {
        this.segment = segment;
        this.selections = selections;
    }

    /** What {@code condition ? a : b} is one selection of, not made yet; nothing where neither word was selected so. */
    Optional<Supplier<Choice>> of(Word condition, Word a, Word b) {
        int on = condition.bits()[0];
        for (Choice inner : choices(a)) {
            if (isSame(inner.whenFalse, b)) {
                return Optional.of(() -> new Choice(both(condition, inner, on), typed(inner.whenTrue, b), b));
            }
        }
        for (Choice inner : choices(b)) {
            if (isSame(inner.whenFalse, a)) {
                return Optional.of(() -> new Choice(both(condition, inner, on ^ 1), typed(inner.whenTrue, a), a));
            }
        }
        for (Choice onTrue : choices(a)) {
            for (Choice onFalse : choices(b)) {
                if (isSame(onTrue.whenFalse, onFalse.whenFalse) && isPlace(onTrue) && isPlace(onFalse)) {
                    return Optional.of(() -> element(condition, onTrue, onFalse, a));
                }
            }
        }
        return Optional.empty();
    }

    /** An element that is assigned at one secret index where the condition holds, and at another one where it does not. */
    private Choice element(Word condition, Choice onTrue, Choice onFalse, Word like) {
        int on = condition.bits()[0];
        int first = onTrue.condition.bits()[0];
        int second = onFalse.condition.bits()[0];
        Decoders decoders = segment.decoders();
        Netlist netlist = segment.netlist();
        int meant = first == second
                ? first
                : netlist.xor(decoders.under(netlist, first, on), decoders.under(netlist, second, on ^ 1));
        Word value = selections.select(segment, condition, typed(onTrue.whenTrue, like), typed(onFalse.whenTrue, like));
        return new Choice(bool(condition, meant), value, typed(onTrue.whenFalse, like));
    }

    private boolean isPlace(Choice choice) {
        return segment.decoders().isPlace(choice.condition.bits()[0]);
    }

    /** A word with the type of another one, which may be spelled otherwise, and with what it can be in every branch. */
    private Word typed(Word word, Word like) {
        Word known = segment.insights().everywhere(word);
        return known.type().equals(like.type()) ? known : new Word(like.type(), segment, word.bits());
    }

    /** Where a literal holds and a choice takes its first word. */
    private Word both(Word condition, Choice choice, int literal) {
        int meant = choice.condition.bits()[0];
        return bool(condition, segment.decoders().under(segment.netlist(), meant, literal));
    }

    private Word bool(Word like, int literal) {
        return new Word(like.type(), segment, new int[] {literal});
    }

    /** The choice that a word is, either way round; none where it is not known to be one. */
    private List<Choice> choices(Word word) {
        Insights.@Nullable Selection selection = segment.insights().selection(word);
        List<Choice> choices = new ArrayList<>(2);
        if (selection != null && selection.condition().segment() == segment) {
            Word condition = selection.condition();
            choices.add(new Choice(condition, selection.whenTrue(), selection.whenFalse()));
            Word opposite = bool(condition, condition.bits()[0] ^ 1);
            choices.add(new Choice(opposite, selection.whenFalse(), selection.whenTrue()));
        }
        return choices;
    }

    private static boolean isSame(Word a, Word b) {
        return Arrays.equals(a.bits(), b.bits());
    }
}
