package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.diagnostic.SourceFile;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.netlist.CurrentOrigin;
import dev.sflmpc.compiler.typed.Expr;
import dev.sflmpc.compiler.typed.FunctionInstance;
import dev.sflmpc.compiler.typed.Stmt;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.CostMapCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The places of the source that gates come from: numbers that {@link dev.sflmpc.compiler.netlist.Netlist#origin} keeps.
 *
 * <p>A place is a line of a function together with the place of the call that led there, so that it stands for a whole call
 * path. Places are interned: the passes of an unrolled loop share theirs. A template is elaborated once for many calls;
 * places in it begin a path of their own, which {@link #graft} joins to that of an invocation.
 *
 * <p>A program of very many call paths keeps the first quarter of a million; beyond them, and beyond a depth of
 * {@value CostMapCheck#MAX_DEPTH} calls, a path begins anew.
 *
 * <p>Layout: place <i>p</i> is line {@code sites[p]} called from place {@code callers[p]}; place 0 is nowhere.
 */
final class Places {

    private static final int MOST_PATHS = 1 << 18;
    private static final int LONGEST_NAME = 500;
    private static final int MOST_LINES_NAMED = 8;

    /** A line of a function. */
    private record Site(String function, int source, int line) {}

    /** What {@link #leave} goes back to. */
    record Outer(int place, int caller, String function, boolean multiline) {}

    private final CurrentOrigin current;
    private final IdentityHashMap<SourceFile, Integer> sources = new IdentityHashMap<>();
    private final List<SourceFile> files = new ArrayList<>();
    private final List<int[]> lineStarts = new ArrayList<>();
    private final IdentityHashMap<Object, Long> sitesOf = new IdentityHashMap<>();
    private final Map<Site, Integer> siteNumbers = new HashMap<>();
    private final List<Site> siteList = new ArrayList<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> grafts = new HashMap<>();
    private int[] callers = new int[1 << 8];
    private int[] sites = new int[1 << 8];
    private int[] depths = new int[1 << 8];
    private int count = 1;
    private int caller;
    private String function = "";
    private boolean multiline;
    private @Nullable LineExplanation explanation;

    Places(CurrentOrigin current) {
        this.current = current;
    }

    /** The place that new gates belong to. */
    int current() {
        return current.get();
    }

    // ---- explanations

    /** Explains a line from now on. */
    void explain(LineExplanation line, SourceFile main) {
        SourceNames names = new SourceNames(main);
        explanation = line;
        current.tell(line);
        line.attach(current::get, place -> isOn(place, line, names), place -> "line " + siteOf(place).line);
    }

    boolean isExplaining() {
        return explanation != null;
    }

    /** Does what is not part of the program, so that no line is told of it. */
    <T> T unheard(Supplier<T> work) {
        LineExplanation heard = explanation;
        explanation = null;
        current.tell(null);
        try {
            return work.get();
        } finally {
            explanation = heard;
            current.tell(heard);
        }
    }

    /** Something begins that a line may ask about; see {@link #close}. */
    void open(Supplier<String> what) {
        if (explanation != null) {
            explanation.open(what.get(), explanation.isAt(current.get()));
        }
    }

    /** The same for what belongs to several places. */
    void open(Supplier<String> what, IntStream origins) {
        LineExplanation line = explanation;
        if (line != null) {
            int[] all = origins.distinct().toArray();
            String others = Arrays.stream(all)
                    .filter(place -> place != 0 && !line.isAt(place))
                    .mapToObj(place -> "line " + siteOf(place).line)
                    .distinct()
                    .limit(MOST_LINES_NAMED)
                    .collect(Collectors.joining(", "));
            boolean isHeard = Arrays.stream(all).anyMatch(line::isAt);
            line.open(what.get() + (others.isEmpty() ? "" : ", together with " + others), isHeard);
        }
    }

    /** It ends. */
    void close(Supplier<String> note) {
        if (explanation != null) {
            explanation.close(note.get());
        }
    }

    /** Says something of this line. */
    void note(Supplier<String> what) {
        if (explanation != null) {
            open(() -> "");
            close(what);
        }
    }

    /** How much was explained so far. */
    int explained() {
        return explanation == null ? 0 : explanation.mark();
    }

    /** Takes back what was explained since, because an attempt was given up. */
    void forgetExplained(int mark) {
        if (explanation != null) {
            explanation.forget(mark);
        }
    }

    private boolean isOn(int place, LineExplanation line, SourceNames names) {
        if (place == 0 || siteOf(place).line != line.line()) {
            return false;
        }
        SourceFile file = files.get(siteOf(place).source);
        return line.file().isEmpty()
                ? names.isMain(file)
                : line.file().equals(names.of(file)) || ("/" + file.name()).endsWith("/" + line.file());
    }

    private Site siteOf(int place) {
        return siteList.get(sites[place]);
    }

    // ---- where elaboration is

    /** Gates belong to this statement from now on. */
    Outer enter(Stmt statement) {
        Outer outer = outer();
        goTo(site(statement, statement.span()));
        return outer;
    }

    /** Gates belong to the line of this expression, where its statement has several lines. */
    Outer enter(Expr expression) {
        Outer outer = outer();
        goTo(site(expression, expression.span()));
        return outer;
    }

    /** The place is a call of this function; statements are its body's from now on. */
    Outer enter(FunctionInstance called) {
        Outer outer = outer();
        caller = current.get();
        function = called.name();
        multiline = false;
        return outer;
    }

    /** Whatever is entered next begins a path of its own. */
    Outer enterTemplate() {
        Outer outer = outer();
        current.set(0);
        return outer;
    }

    void leave(Outer outer) {
        current.set(outer.place);
        caller = outer.caller;
        function = outer.function;
        multiline = outer.multiline;
    }

    /** Whether the expressions of the statement may be on other lines than it. */
    boolean isMultiline() {
        return multiline;
    }

    private Outer outer() {
        return new Outer(current.get(), caller, function, multiline);
    }

    private void goTo(long site) {
        multiline = (site & 1) != 0;
        current.set(place(caller, (int) (site >>> 1)));
    }

    /** {@code 2 * site}, plus 1 for a piece of source of several lines. */
    private long site(Object node, Span span) {
        Long known = sitesOf.get(node);
        if (known == null) {
            int source = source(span.file());
            int line = line(source, span.start());
            boolean several = line(source, Math.max(span.start(), span.end() - 1)) > line;
            known = 2L * siteNumber(new Site(function, source, line)) + (several ? 1 : 0);
            sitesOf.put(node, known);
        }
        return known;
    }

    private int siteNumber(Site site) {
        Integer known = siteNumbers.get(site);
        if (known == null) {
            known = siteList.size();
            siteNumbers.put(site, known);
            siteList.add(site);
        }
        return known;
    }

    private int source(SourceFile file) {
        Integer known = sources.get(file);
        if (known == null) {
            known = sources.size();
            sources.put(file, known);
            files.add(file);
            lineStarts.add(startsOfLines(file.text()));
        }
        return known;
    }

    private static int[] startsOfLines(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, 2 * lines);
            }
            starts[lines++] = at + 1;
        }
        return Arrays.copyOf(starts, lines);
    }

    private int line(int source, int at) {
        int found = Arrays.binarySearch(lineStarts.get(source), at);
        return found >= 0 ? found + 1 : -found - 1;
    }

    // ---- numbers

    private int place(int from, int site) {
        long key = (long) from << 32 | site;
        Integer known = numbers.get(key);
        if (known == null) {
            if (from != 0 && (count >= MOST_PATHS || depths[from] >= CostMapCheck.MAX_DEPTH)) {
                return place(0, site);
            }
            known = add(from, site);
            numbers.put(key, known);
        }
        return known;
    }

    private int add(int from, int site) {
        if (count == sites.length) {
            sites = Arrays.copyOf(sites, 2 * count);
            callers = Arrays.copyOf(callers, 2 * count);
            depths = Arrays.copyOf(depths, 2 * count);
        }
        callers[count] = from;
        sites[count] = site;
        depths[count] = from == 0 ? 1 : depths[from] + 1;
        return count++;
    }

    /** The place of a template where an invocation from {@code base} reaches it. */
    int graft(int place, int base) {
        if (place == 0 || base == 0) {
            return place == 0 ? base : place;
        }
        long key = (long) base << 32 | place;
        Integer known = grafts.get(key);
        if (known == null) {
            known = place(graft(callers[place], base), sites[place]);
            grafts.put(key, known);
        }
        return known;
    }

    // ---- the result

    /** The places so far, and what each block and call costs. */
    CostMap costMap(SourceNames names, List<CostMap.Profile> profiles, List<CostMap.Call> calls) {
        Map<String, Integer> functions = new HashMap<>();
        List<String> functionNames = new ArrayList<>();
        List<CostMap.Place> places = new ArrayList<>(count);
        for (int i = 1; i < count; i++) {
            Site site = siteOf(i);
            Integer name = functions.get(site.function);
            if (name == null) {
                name = functionNames.size();
                functions.put(site.function, name);
                functionNames.add(cut(site.function));
            }
            places.add(new CostMap.Place(callers[i], name, site.source, site.line));
        }
        return new CostMap(sourceList(names), functionNames, places, profiles, calls);
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private List<CostMap.Source> sourceList(SourceNames names) {
        return files.stream()
                .map(file -> CostMap.Source.of(names.of(file), file.text()))
                .toList();
    }
}
