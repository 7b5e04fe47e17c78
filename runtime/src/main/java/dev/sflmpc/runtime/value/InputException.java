package dev.sflmpc.runtime.value;

import java.util.List;
import java.util.stream.Collectors;

/** An input is wrong. Its message has one line for each problem; none shows a value of the input. */
public final class InputException extends Exception {

    private static final long serialVersionUID = 1;

    /** Reading stops at this many problems. */
    public static final int MAX_PROBLEMS = 20;

    private final transient List<InputProblem> problems;

    public InputException(List<InputProblem> problems) {
        super(problems.stream().map(InputProblem::toString).collect(Collectors.joining("\n"))
                + (problems.size() < MAX_PROBLEMS ? "" : "\nstopped after " + MAX_PROBLEMS + " problems"));
        this.problems = List.copyOf(problems);
    }

    public InputException(InputProblem problem) {
        this(List.of(problem));
    }

    /** In the order in which they were found; at least one. */
    public List<InputProblem> problems() {
        return problems;
    }
}
