package dev.sflmpc.compiler.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes the text of a failing program smaller as long as it still fails. */
public final class Shrinker {

    private static final int MAX_TRIALS = 20_000;

    private final Predicate<String> fails;
    private int trials;

    private Shrinker(Predicate<String> fails) {
        this.fails = fails;
    }

    /** @param fails whether a text fails as the first one did; false for texts that do not compile */
    public static String shrink(String text, Predicate<String> fails) {
        Shrinker shrinker = new Shrinker(fails);
        String smallest = text;
        while (true) {
            String smaller = shrinker.pass(smallest);
            if (smaller.equals(smallest)) {
                return smallest;
            }
            smallest = smaller;
        }
    }

    private boolean stillFails(String text) {
        return trials++ < MAX_TRIALS && fails.test(text);
    }

    private String pass(String text) {
        return withoutParentheses(withoutLines(text));
    }

    private String withoutLines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (i >= lines.size()) {
                continue;
            }
            int end = blockEnd(lines, i);
            List<String> fewer = new ArrayList<>(lines);
            fewer.subList(i, end + 1).clear();
            if (stillFails(joined(fewer))) {
                lines = fewer;
                continue;
            }
            if (end > i) {
                List<String> unwrapped = new ArrayList<>(lines);
                unwrapped.remove(end);
                unwrapped.remove(i);
                if (stillFails(joined(unwrapped))) {
                    lines = unwrapped;
                }
            }
        }
        return joined(lines);
    }

    /** The line where the block that begins in line {@code start} ends. */
    private static int blockEnd(List<String> lines, int start) {
        int depth = 0;
        for (int i = start; i < lines.size(); i++) {
            for (char c : lines.get(i).toCharArray()) {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            if (depth <= 0) {
                return i;
            }
        }
        return start;
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** Puts a part in parentheses, or a simple value, for what is in parentheses. */
    private String withoutParentheses(String text) {
        String smallest = text;
        for (int at = 0; at < smallest.length(); at++) {
            char c = smallest.charAt(at);
            if (c != '(' && c != '{') {
                continue;
            }
            int end = closing(smallest, at);
            if (end < 0) {
                continue;
            }
            for (String part : parts(smallest.substring(at + 1, end), c)) {
                String candidate = smallest.substring(0, at) + part + smallest.substring(end + 1);
                if (candidate.length() < smallest.length() && stillFails(candidate)) {
                    smallest = candidate;
                    at = Math.max(-1, at - 2);
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<String> parts(String inner, char opening) {
        List<String> parts = new ArrayList<>();
        if (opening == '{') {
            for (int i = inner.indexOf("; "); i >= 0; i = inner.indexOf("; ", i + 1)) {
                parts.add("{" + inner.substring(i + 1) + "}");
            }
            return parts;
        }
        parts.addAll(List.of("0", "1", "true"));
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '(') {
                int end = closing(inner, i);
                if (end > 0) {
                    parts.add(inner.substring(i, end + 1));
                }
            } else if (Character.isLetter(c) && (i == 0 || !Character.isLetterOrDigit(inner.charAt(i - 1)))) {
                int end = i;
                while (end < inner.length()
                        && (Character.isLetterOrDigit(inner.charAt(end)) || ".[]".indexOf(inner.charAt(end)) >= 0)) {
                    end++;
                }
                parts.add(inner.substring(i, end));
            }
        }
        parts.sort((a, b) -> Integer.compare(a.length(), b.length()));
        return parts;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("({[".indexOf(c) >= 0) {
                depth++;
            } else if (")}]".indexOf(c) >= 0 && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
