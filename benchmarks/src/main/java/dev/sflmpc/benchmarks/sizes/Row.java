package dev.sflmpc.benchmarks.sizes;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One line of the comparison.
 *
 * @param table the heading that it stands under
 * @param name what is computed
 * @param published the fewest AND gates that others publish
 * @param who they are
 * @param built the AND gates of our own model of the circuit
 * @param slow whether it takes seconds
 * @param source a file with its parameters, or {@code PARAMETERS -> RESULT = EXPRESSION}
 */
record Row(
        String table,
        String name,
        OptionalLong published,
        String who,
        OptionalLong built,
        boolean slow,
        String source) {

    private static final int COLUMNS = 6;
    private static final String NONE = "–";

    /** Reads a line of {@code rows.txt}. */
    static Row parse(String table, String line) {
        String[] parts = line.split("\\|", COLUMNS);
        if (parts.length != COLUMNS) {
            throw new IllegalArgumentException("expected " + COLUMNS + " columns: " + line);
        }
        return new Row(
                table,
                parts[0].strip(),
                count(parts[1].strip()),
                parts[2].strip(),
                count(parts[3].strip()),
                !parts[4].isBlank(),
                parts[5].strip());
    }

    private static OptionalLong count(String text) {
        return text.equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /** The least of the figures to be reached; empty when there is none. */
    OptionalLong target() {
        if (published.isEmpty() || built.isEmpty()) {
            return published.isPresent() ? published : built;
        }
        return OptionalLong.of(Math.min(published.getAsLong(), built.getAsLong()));
    }

    /** Whether the source is a netlist for the optimiser. */
    boolean isCircuit() {
        return source.endsWith(".txt");
    }

    private boolean isFile() {
        return source.contains(".sfl");
    }

    /** The program's text. */
    String text() {
        return isFile() ? Resources.text(source.split(" ", 2)[0]) : program(source);
    }

    /** What replaces {@code param}s of the program. */
    Map<String, String> params() {
        Map<String, String> params = new TreeMap<>();
        if (isFile()) {
            List<String> words = List.of(source.split(" +", -1));
            for (String word : words.subList(1, words.size())) {
                String[] pair = word.split("=", 2);
                params.put(pair[0], pair[1]);
            }
        }
        return params;
    }

    /** {@code a: u32, b: u32 -> u32 = a + b} as a program. */
    private static String program(String expression) {
        int arrow = expression.indexOf("->");
        int equals = expression.indexOf('=', arrow);
        String[] parameters = expression.substring(0, arrow).split(",", -1);
        StringBuilder text = new StringBuilder("program expression;\nparty alice, bob;\nfn main(");
        for (int i = 0; i < parameters.length; i++) {
            text.append(i == 0 ? "" : ", ").append(parameters[i].strip()).append(i == 0 ? " from alice" : " from bob");
        }
        return text.append(") -> (")
                .append(results(expression.substring(arrow + 2, equals).strip()))
                .append(") {\n    return ")
                .append(expression.substring(equals + 1).strip())
                .append(";\n}\n")
                .toString();
    }

    /** Names for the types of the results. */
    private static String results(String types) {
        if (!types.startsWith("(")) {
            return "result: " + types + " to all";
        }
        String[] parts = types.substring(1, types.length() - 1).split(",", -1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            text.append(i == 0 ? "" : ", ").append("result").append(i).append(": ");
            text.append(parts[i].strip()).append(" to all");
        }
        return text.toString();
    }
}
