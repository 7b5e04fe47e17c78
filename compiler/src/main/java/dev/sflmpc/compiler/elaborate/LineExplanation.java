package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.ConstructionListener;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records which circuits were chosen on one line of the source while it was compiled. Give a new one to each compilation.
 *
 * <p>Counts are of what was made: each pass of a loop that was unrolled, each call that was expanded in place, but one pass of
 * a loop and one copy of a function that are kept as such. Gates that turn out to be needed by nothing are counted too.
 */
public final class LineExplanation implements ConstructionListener {

    private static final int MOST_PIECES = 200_000;

    /**
     * Something that the line asks for: an expression, a selection between two branches, a loop.
     *
     * @param what in words, with a piece of the source
     * @param times how often it was met
     * @param ands AND gates made for it
     * @param circuits building blocks that were chosen
     */
    public record Step(String what, long times, long ands, List<Circuit> circuits) {
        public Step {
            circuits = List.copyOf(circuits);
        }
    }

    /**
     * A building block.
     *
     * @param parts blocks that it is made of
     */
    public record Circuit(String what, long times, long ands, List<Circuit> parts) {
        public Circuit {
            parts = List.copyOf(parts);
        }
    }

    /** A block as it was made, with those inside. */
    private record Made(Netlist net, String what, int mark, int ands, List<Made> parts) {}

    private static final class Piece {
        private final String what;
        private final boolean heard;
        private final List<Made> made = new ArrayList<>();
        private String note = "";
        private long ands;
        private long shared;
        private final TreeSet<Integer> sharedWith = new TreeSet<>();

        private Piece(String what, boolean heard) {
            this.what = what;
            this.heard = heard;
        }
    }

    private final String file;
    private final int line;
    private final List<Piece> open = new ArrayList<>();
    private final List<Piece> closed = new ArrayList<>();
    private Piece loose = new Piece("what the statement itself needs", true);
    private IntPredicate isHere = place -> false;
    private IntFunction<String> lineOf = place -> "";
    private int lastPlace = -1;
    private boolean lastIsHere;
    private IntSupplier place = () -> 0;

    /**
     * @param file the source's name as the program's folder sees it; empty for the program itself
     * @param line counted from 1
     */
    public LineExplanation(String file, int line) {
        this.file = file;
        this.line = line;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    /** What the line asked for, in the order in which it was first met; the same things together. */
    public List<Step> steps() {
        List<Piece> pieces = new ArrayList<>(closed);
        pieces.add(loose);
        Map<String, List<Piece>> groups = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            if (piece.ands > 0 || !piece.made.isEmpty() || !piece.note.isEmpty()) {
                groups.computeIfAbsent(piece.what + piece.note, key -> new ArrayList<>())
                        .add(piece);
            }
        }
        return groups.values().stream().map(this::step).toList();
    }

    private Step step(Collection<Piece> pieces) {
        Piece first = pieces.iterator().next();
        List<Made> made = pieces.stream().flatMap(piece -> piece.made.stream()).toList();
        long ands = pieces.stream().mapToLong(piece -> piece.ands).sum();
        long shared = pieces.stream().mapToLong(piece -> piece.shared).sum();
        String what = first.what + first.note;
        if (shared > 0) {
            TreeSet<String> lines = new TreeSet<>();
            pieces.forEach(piece -> piece.sharedWith.forEach(origin -> lines.add(lineOf.apply(origin))));
            what += "; " + shared + (shared == 1 ? " more exists" : " more exist") + " already, made for "
                    + String.join(", ", lines);
        }
        return new Step(what, pieces.size(), ands, circuits(made));
    }

    private static List<Circuit> circuits(List<Made> made) {
        Map<String, List<Made>> groups = new LinkedHashMap<>();
        made.forEach(one ->
                groups.computeIfAbsent(one.what, what -> new ArrayList<>()).add(one));
        return groups.entrySet().stream()
                .map(entry -> new Circuit(
                        entry.getKey(),
                        entry.getValue().size(),
                        entry.getValue().stream().mapToLong(Made::ands).sum(),
                        circuits(entry.getValue().stream()
                                .flatMap(one -> one.parts.stream())
                                .toList())))
                .sorted(Comparator.comparingLong(Circuit::ands).reversed())
                .toList();
    }

    // ---- what elaboration says

    /**
     * @param isHereOrNot whether a place is on the line
     * @param lineOfPlace names the line of a place
     */
    void attach(IntSupplier currentPlace, IntPredicate isHereOrNot, IntFunction<String> lineOfPlace) {
        place = currentPlace;
        isHere = isHereOrNot;
        lineOf = lineOfPlace;
    }

    boolean isAt(int somePlace) {
        if (somePlace != lastPlace) {
            lastIsHere = isHere.test(somePlace);
            lastPlace = somePlace;
        }
        return lastIsHere;
    }

    /** Begins something; what is built until its end belongs to it. */
    void open(String what, boolean isHeard) {
        open.add(new Piece(what, isHeard));
    }

    /** Ends it. */
    void close(String note) {
        Piece piece = open.removeLast();
        piece.note = note;
        if (piece.heard && closed.size() < MOST_PIECES) {
            closed.add(piece);
        }
    }

    /** How much was said so far. */
    int mark() {
        return closed.size();
    }

    /** Takes back what was said since, because an attempt was given up. */
    void forget(int mark) {
        closed.subList(Math.min(mark, closed.size()), closed.size()).clear();
    }

    // ---- what netlists say

    private @Nullable Piece current() {
        if (!open.isEmpty()) {
            return open.getLast().heard ? open.getLast() : null;
        }
        return isAt(place.getAsInt()) ? loose : null;
    }

    @Override
    public void and() {
        Piece piece = current();
        if (piece != null) {
            piece.ands++;
        }
    }

    @Override
    public void shared(int origin) {
        Piece piece = current();
        if (piece != null && origin != 0 && !isAt(origin)) {
            piece.shared++;
            piece.sharedWith.add(origin);
        }
    }

    @Override
    public void circuit(Netlist net, String what, int mark, int ands) {
        Piece piece = current();
        if (piece != null) {
            List<Made> parts = new ArrayList<>();
            while (!piece.made.isEmpty() && piece.made.getLast().net.equals(net) && piece.made.getLast().mark >= mark) {
                parts.addFirst(piece.made.removeLast());
            }
            piece.made.add(new Made(net, what, mark, ands, parts));
        }
    }

    @Override
    public void truncated(Netlist net, int mark, int ands) {
        Piece piece = current();
        if (piece != null) {
            piece.ands -= ands;
            piece.made.removeIf(made -> made.net.equals(net) && made.mark >= mark);
        }
    }
}
