package dev.sflmpc.runtime.circuit;

import java.util.List;

/** One step of a program's schedule. */
public sealed interface Step {

    /**
     * Runs a block once: loads the concatenated bits of {@code inputs} into its input slots, executes it, and stores its
     * outputs to the places of {@code outputs} in order. All loads come before all stores; where two stores meet, the
     * later one stays.
     *
     * @param block index into {@link Program#blocks()}
     */
    record Call(int block, List<Place> inputs, List<Place> outputs) implements Step {
        public Call {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * Runs {@code body} {@code count} times. Within it, one more loop counter runs from 0 to {@code count - 1}; counters
     * are numbered from the outermost loop, which is number 0.
     */
    record Repeat(long count, List<Step> body) implements Step {
        public Repeat {
            body = List.copyOf(body);
        }
    }
}
