package dev.sflmpc.runtime.protocol;

/** What a side does in a session; independent of which side listens and which party's inputs it holds. */
public enum Role {
    GARBLER(1, "garbler"),
    EVALUATOR(2, "evaluator");

    private final int id;
    private final String text;

    Role(int id, String text) {
        this.id = id;
        this.text = text;
    }

    int id() {
        return id;
    }

    public Role other() {
        return this == GARBLER ? EVALUATOR : GARBLER;
    }

    @Override
    public String toString() {
        return text;
    }
}
