package dev.sflmpc.compiler.datapath;

import dev.sflmpc.compiler.arithmetic.Compaction;
import dev.sflmpc.compiler.arithmetic.Selector;
import dev.sflmpc.compiler.datapath.WordOperation.Condition;
import dev.sflmpc.compiler.datapath.WordOperation.Select;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that are filled from the front with what conditions let through: {@code if c[i] { out[n] = x[i]; n += 1; }}. Written
 * so, each element of the result is chosen from all those that can get there; a {@link Compaction} moves each in log n steps.
 *
 * <p>An element is a chain of choices, each of which takes {@code x[i]} where {@code c[i]} holds and as many conditions before it
 * as the element has elements before it; {@link CountedCases} tells such conditions from others.
 */
final class Compactions {

    private static final int LEAST_WORDS = 4;

    /** Counters looked at in one netlist. */
    private static final int MOST_COUNTERS = 16;

    private static final int MOST_LAST_MARKS = 2;

    /** An element after it was chosen between {@code word} and what it was. */
    private record Element(
            int index, int place, int[] word, @Nullable Element before, int[] initial, int[] result) {}

    private final int[] marks;
    private final CountedCases cases;
    private final Map<Word, Element> elements = new HashMap<>();
    private final List<Element> complete = new ArrayList<>();

    private Compactions(Netlist net, int[] marks) {
        this.marks = marks;
        cases = new CountedCases(net, marks);
    }

    /** One proposal for each array that is filled. */
    static List<Proposal> find(Netlist net, WordLog log) {
        List<Select> choices = new ArrayList<>();
        Map<Integer, Integer> conditions = new HashMap<>();
        for (WordOperation operation : log.operations()) {
            if (operation instanceof Select select) {
                choices.add(select);
            } else if (operation instanceof Condition condition) {
                conditions.put(condition.literal() >>> 1, condition.literal());
            }
        }
        List<Proposal> proposals = new ArrayList<>();
        if (choices.size() >= LEAST_WORDS) {
            List<int[]> counters = Counters.find(log);
            for (int[] marks : counters.subList(0, Math.min(MOST_COUNTERS, counters.size()))) {
                Compactions search = new Compactions(net, marks);
                proposals.addAll(search.proposals(choices));
                for (int mark : search.lastMarks(choices, conditions)) {
                    int[] more = Arrays.copyOf(marks, marks.length + 1);
                    more[marks.length] = mark;
                    proposals.addAll(new Compactions(net, more).proposals(choices));
                }
            }
        }
        return proposals;
    }

    /**
     * What may be counted last, where nobody asks for the counter any more: a condition that choices depend on besides those
     * that are counted.
     */
    private Set<Integer> lastMarks(List<Select> choices, Map<Integer, Integer> conditions) {
        Set<Integer> found = new LinkedHashSet<>();
        for (Select choice : choices) {
            if (elements.containsKey(new Word(choice.whenFalse())) && !cases.isFunction(choice.condition())) {
                cases.besides(choice.condition(), conditions).ifPresent(found::add);
            }
        }
        return found.size() > MOST_LAST_MARKS ? Set.of() : found;
    }

    private List<Proposal> proposals(List<Select> choices) {
        for (Select choice : choices) {
            cases.of(choice.condition())
                    .ifPresent(found -> add(found, choice.whenTrue(), choice.whenFalse(), choice.result()));
            cases.of(choice.condition() ^ 1)
                    .ifPresent(found -> add(found, choice.whenFalse(), choice.whenTrue(), choice.result()));
        }
        Map<List<Word>, List<Element>> arrays = new LinkedHashMap<>();
        for (Element element : complete) {
            if (element.index() == 0) {
                arrays.put(words(element), new ArrayList<>());
            }
        }
        for (Element element : complete) {
            List<Word> own = words(element);
            arrays.forEach((words, array) -> {
                if (words.subList(element.index(), words.size()).equals(own)) {
                    array.add(element);
                }
            });
        }
        return marks.length < LEAST_WORDS
                ? List.of()
                : arrays.entrySet().stream()
                        .map(array -> new Proposal(List.of(replacement(array.getKey(), array.getValue()))))
                        .toList();
    }

    private void add(CountedCases.Case found, int[] word, int[] old, int[] result) {
        int index = found.before();
        Element before = elements.get(new Word(old));
        if (before != null && (before.index() != index || before.place() != found.place() - 1)) {
            before = null;
        }
        if (before != null || index == found.place()) {
            int[] initial = before == null ? old : before.initial();
            Element element = new Element(index, found.place(), word, before, initial, result);
            elements.put(new Word(result), element);
            if (found.place() == marks.length - 1) {
                complete.add(element);
            }
        }
    }

    /** What was chosen in turn. */
    private static List<Word> words(Element element) {
        List<Word> words = new ArrayList<>();
        for (Element next = element; next != null; next = next.before()) {
            words.add(new Word(next.word()));
        }
        return words.reversed();
    }

    private Replacement replacement(List<Word> words, List<Element> array) {
        int count = words.size();
        List<int[]> inputs = new ArrayList<>();
        inputs.add(marks);
        words.forEach(word -> inputs.add(word.literals()));
        array.forEach(element -> inputs.add(element.initial()));
        int[] results = Word.concat(array.stream().map(Element::result).toList());
        return new Replacement(Word.concat(inputs), results, (made, given) -> {
            int[] marked = Arrays.copyOf(given, count);
            int[][] all = Word.split(Arrays.copyOfRange(given, count, given.length), count + array.size());
            int[][] moved = Compaction.toFront(made, marked, Arrays.copyOf(all, count));
            int[] occupied = Compaction.occupied(made, marked);
            List<int[]> chosen = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                int index = array.get(i).index();
                chosen.add(Selector.mux(made, occupied[index], moved[index], all[count + i]));
            }
            return Word.concat(chosen);
        });
    }
}
