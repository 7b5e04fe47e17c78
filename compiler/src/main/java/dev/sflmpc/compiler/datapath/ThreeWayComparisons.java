package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.datapath.WordOperation.Less;
import dev.sflmpc.compiler.datapath.WordOperation.Same;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether a word is less than another one, the same, or greater: exactly one of them holds, so two give the third one. */
final class ThreeWayComparisons {

    private record Key(boolean signed, Word left, Word right) {}

    private ThreeWayComparisons() {}

    /** A proposal for each pair of words that are compared in all three ways. */
    static List<Proposal> find(WordLog log) {
        Map<Key, Integer> orders = new LinkedHashMap<>();
        Map<Key, Integer> equalities = new HashMap<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Less less) {
                orders.putIfAbsent(key(less.signed(), less.left(), less.right()), less.result());
            } else if (operation instanceof Same same) {
                equalities.putIfAbsent(key(false, same.left(), same.right()), same.result());
                equalities.putIfAbsent(key(false, same.right(), same.left()), same.result());
            }
        }
        List<Proposal> proposals = new ArrayList<>();
        orders.forEach((key, less) -> {
            Integer greater = orders.get(new Key(key.signed, key.right, key.left));
            Integer same = equalities.get(new Key(false, key.left, key.right));
            if (greater != null && same != null && less < greater) {
                proposals.add(new Proposal(List.of(last(List.of(less, greater, same)))));
            }
        });
        return proposals;
    }

    private static Key key(boolean signed, int[] left, int[] right) {
        return new Key(signed, new Word(left), new Word(right));
    }

    /** The one that was made last by the other ones. */
    private static Replacement last(List<Integer> results) {
        int[] inOrder = results.stream()
                .sorted(Comparator.naturalOrder())
                .mapToInt(literal -> literal)
                .toArray();
        return new Replacement(new int[] {inOrder[0], inOrder[1]}, new int[] {inOrder[2]}, (net, others) ->
                new int[] {net.and(others[0] ^ 1, others[1] ^ 1)});
    }
}
