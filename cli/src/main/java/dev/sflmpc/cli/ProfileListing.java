package dev.sflmpc.cli;

import dev.sflmpc.compiler.diagnostic.PrintableText;
import dev.sflmpc.runtime.circuit.CallNode;
import dev.sflmpc.runtime.circuit.CostReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A profile for people: the source with what each line costs beside it, the most expensive call paths, estimates of time. */
final class ProfileListing {

    private static final int CONTEXT = 2;
    private static final int LEAST_TEXT = 20;
    private static final int TOP_PATHS = 10;
    private static final double HOT = 0.1;
    private static final double WARM = 0.02;

    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String RESET = "\u001b[0m";

    private final Profile profile;
    private final int width;
    private final boolean colour;
    private final StringBuilder out = new StringBuilder();
    private final int andColumn;
    private final int timesColumn;

    private ProfileListing(Profile profile, int width, boolean colour) {
        this.profile = profile;
        this.width = width;
        this.colour = colour;
        List<CostReport.Line> lines = profile.report().lines();
        andColumn = column(lines, CostReport.Line::ands, "ANDs");
        timesColumn = column(lines, CostReport.Line::executions, "times");
    }

    private static int column(List<CostReport.Line> lines, ToLongFunction<CostReport.Line> count, String head) {
        long largest = lines.stream().mapToLong(count).max().orElse(0);
        return Math.max(head.length(), Counts.of(largest).length());
    }

    /**
     * The whole listing, without a line end after it.
     *
     * @param all whether to show lines far from any that costs something, too
     * @param width columns of the terminal; longer lines are cut
     */
    static String of(Profile profile, List<Network> networks, boolean all, int width, boolean colour) {
        ProfileListing listing = new ProfileListing(profile, width, colour);
        listing.total();
        for (int source = 0; source < profile.texts().size(); source++) {
            listing.source(source, all);
        }
        listing.paths();
        listing.estimates(networks);
        return listing.out.toString().stripTrailing();
    }

    /** The most expensive lines, without a line end after them. */
    static String top(Profile profile, int most) {
        return profile.expensiveLines(most).stream()
                .map(line -> "  " + Counts.of(line.ands()) + " (" + Profile.percent(profile.share(line.ands())) + ")  "
                        + profile.place(line.source(), line.line()) + "  "
                        + profile.texts().get(line.source()).stripped(line.line()))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    private void total() {
        out.append(PrintableText.of(profile.name()))
                .append(": ")
                .append(Counts.of(profile.report().andCount(), "AND gate"))
                .append(", ")
                .append(Counts.ofBytes(profile.tableBytes()))
                .append(" of garbled tables\n");
        if (profile.report().unattributed() > 0) {
            out.append(Counts.of(profile.report().unattributed())).append(" of them belong to no line\n");
        }
    }

    // ---- source

    private void source(int source, boolean all) {
        Map<Integer, CostReport.Line> costs = new HashMap<>();
        profile.report().lines().stream()
                .filter(line -> line.source() == source)
                .forEach(line -> costs.put(line.line(), line));
        if (costs.isEmpty()) {
            return;
        }
        SourceText text = profile.texts().get(source);
        out.append('\n');
        out.append(" ".repeat(andColumn - 4)).append("ANDs   share  ");
        out.append(" ".repeat(timesColumn - 5)).append("times  ").append(text.name());
        out.append(text.problem().isEmpty() ? "" : " (" + text.problem() + ")").append('\n');
        int lineColumn = Integer.toString(
                        Math.max(text.lines().size(), costs.keySet().stream().reduce(0, Math::max)))
                .length();
        int last = 0;
        for (int line : shown(text, costs, all)) {
            if (last != 0 && line > last + 1) {
                out.append(" ".repeat(andColumn + timesColumn + 11)).append("...\n");
            }
            row(text, line, costs.get(line), lineColumn);
            last = line;
        }
    }

    private static List<Integer> shown(SourceText text, Map<Integer, CostReport.Line> costs, boolean all) {
        if (text.lines().isEmpty()) {
            return costs.keySet().stream().sorted().toList();
        }
        List<Integer> shown = new ArrayList<>();
        int last = -CONTEXT;
        int[] costly =
                costs.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        int next = 0;
        for (int line = 1; line <= text.lines().size(); line++) {
            while (next < costly.length && costly[next] < line) {
                last = costly[next++];
            }
            boolean near = line - last <= CONTEXT || (next < costly.length && costly[next] - line <= CONTEXT);
            if (all || near) {
                shown.add(line);
            }
        }
        costs.keySet().stream()
                .filter(line -> line > text.lines().size())
                .sorted()
                .forEach(shown::add);
        return shown;
    }

    private void row(SourceText text, int number, CostReport.@Nullable Line cost, int lineColumn) {
        long ands = cost == null ? 0 : cost.ands();
        long times = cost == null ? 0 : cost.executions();
        double share = profile.share(ands);
        String counts = right(ands == 0 ? "" : Counts.of(ands), andColumn) + "  "
                + right(ands == 0 ? "" : Profile.percent(share), 6) + "  "
                + right(times == 0 ? "" : Counts.of(times), timesColumn);
        String line = right(Integer.toString(number), lineColumn) + "  " + text.line(number);
        String shown = cut(counts + "  " + line, Math.max(width, counts.length() + LEAST_TEXT));
        out.append(paint(shown.stripTrailing(), share >= HOT ? RED : share >= WARM ? YELLOW : ands == 0 ? DIM : ""))
                .append('\n');
    }

    // ---- call paths

    private void paths() {
        List<CallNode> paths = profile.report().root().paths(TOP_PATHS);
        if (paths.stream().noneMatch(path -> path.frames().size() > 1)) {
            return;
        }
        out.append("\nCall paths that cost most\n");
        int column = paths.stream()
                .mapToInt(path -> Counts.of(path.ands()).length())
                .max()
                .orElse(0);
        for (CallNode path : paths) {
            String counts = right(Counts.of(path.ands()), column) + "  "
                    + right(Profile.percent(profile.share(path.ands())), 6);
            out.append(counts)
                    .append("  ")
                    .append(cutStart(text(path), Math.max(LEAST_TEXT, width - counts.length() - 2)))
                    .append('\n');
        }
    }

    private static String text(CallNode path) {
        return path.frames().stream()
                .map(frame -> PrintableText.of(frame.function()) + ":" + frame.line())
                .collect(Collectors.joining(" > "));
    }

    // ---- estimates

    private void estimates(List<Network> networks) {
        out.append("\nEstimated time of a session\n");
        int column = networks.stream()
                .mapToInt(network -> network.name().length())
                .max()
                .orElse(0);
        for (Network network : networks) {
            String seconds = Network.duration(profile.seconds(network));
            out.append("  ")
                    .append(left(network.name(), column))
                    .append("  ")
                    .append(seconds)
                    .append('\n');
        }
    }

    // ---- text

    private String paint(String text, String code) {
        return colour && !code.isEmpty() ? code + text + RESET : text;
    }

    private static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - text.length()));
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - text.length())) + text;
    }

    private static String cut(String text, int columns) {
        if (text.codePointCount(0, text.length()) <= columns) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, columns - 1)) + "…";
    }

    private static String cutStart(String text, int columns) {
        int length = text.codePointCount(0, text.length());
        return length <= columns ? text : "…" + text.substring(text.offsetByCodePoints(0, length - columns + 1));
    }
}
