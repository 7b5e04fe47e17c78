package dev.sflmpc.runtime.value;

/**
 * One thing that is wrong with an input. Says what was found by its kind only: the value itself is secret.
 *
 * @param file as the user named it
 * @param line counted from 1; 0 when the problem has no place in the text
 * @param column counted from 1; 0 when the problem has no place in the line
 * @param path the value, such as {@code model.weight[3]}; empty for the input as a whole
 * @param message what was expected and what was found
 */
public record InputProblem(String file, int line, int column, String path, String message) {

    /** A problem of a whole file. */
    public static InputProblem ofFile(String file, String message) {
        return new InputProblem(file, 0, 0, "", message);
    }

    /** {@code file:line:column: `path`: message}, without the parts that there are not. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (column > 0) {
            text.append(':').append(column);
        }
        text.append(": ");
        if (!path.isEmpty()) {
            text.append('`').append(path).append("`: ");
        }
        return text.append(message).toString();
    }
}
