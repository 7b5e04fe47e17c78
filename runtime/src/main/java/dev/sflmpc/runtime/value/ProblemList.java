package dev.sflmpc.runtime.value;

import com.fasterxml.jackson.core.JsonLocation;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one file, and knows which value is being read. */
final class ProblemList {

    /** There is no room for another problem. */
    static final class FullException extends RuntimeException {

        private static final long serialVersionUID = 1;

        FullException() {
            super("too many problems", null, false, false);
        }
    }

    /** Longer keys, and what is not printable in them, do not go to the terminal. */
    private static final int MAX_SHOWN_KEY_LENGTH = 60;

    private final String file;
    private final List<InputProblem> problems = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();

    ProblemList(String file) {
        this.file = file;
    }

    /** Goes into a key of the value at hand. Returns what {@link #leave} takes. */
    int enterKey(String key) {
        int mark = path.length();
        path.append(mark == 0 ? "" : ".").append(shown(key));
        return mark;
    }

    /** Goes into an element of the value at hand. Returns what {@link #leave} takes. */
    int enterElement(int index) {
        int mark = path.length();
        path.append('[').append(index).append(']');
        return mark;
    }

    void leave(int mark) {
        path.setLength(mark);
    }

    /** A problem of the whole file. */
    void add(String message) {
        problems.add(InputProblem.ofFile(file, message));
    }

    /** A problem of the value at hand; throws when it is the last that there is room for. */
    void add(JsonLocation place, String message) {
        addLast(place, message);
        if (problems.size() >= InputException.MAX_PROBLEMS) {
            throw new FullException();
        }
    }

    /** A problem of the value with this path. */
    void add(JsonLocation place, String path, String message) {
        int mark = enterPath(path);
        add(place, message);
        leave(mark);
    }

    private int enterPath(String name) {
        int mark = path.length();
        path.append(shown(name));
        return mark;
    }

    /** A problem after which nothing can be read. */
    void addLast(JsonLocation place, String message) {
        problems.add(new InputProblem(file, place.getLineNr(), place.getColumnNr(), path.toString(), message));
    }

    void addLast(Utf8Reader.MalformedException error) {
        String message = error.utf16 ? "UTF-16, expected UTF-8: save it in that encoding" : "not UTF-8";
        problems.add(new InputProblem(file, error.line, 0, "", message));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    InputException toException() {
        return new InputException(problems);
    }

    private static String shown(String key) {
        StringBuilder shown = new StringBuilder();
        key.codePoints().limit(MAX_SHOWN_KEY_LENGTH).forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '\uFFFD'));
        return key.codePointCount(0, key.length()) > MAX_SHOWN_KEY_LENGTH
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR -> false;
            default -> c != '`';
        };
    }
}
