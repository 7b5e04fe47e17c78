package dev.sflmpc.compiler.interpret;

import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.List;

/** The names that a place of a generated program can use. */
final class Scope {

    /** A secret variable. */
    record Secret(String text, ValueType type, boolean mutable) {}

    /** A public integer that is always from {@code least} to {@code most}. */
    record Public(String text, long least, long most) {}

    private final List<Secret> secrets;
    private final List<Public> publics;

    /** How often what is written here is executed in one call. */
    private final int multiplicity;

    private Scope(List<Secret> secrets, List<Public> publics, int multiplicity) {
        this.secrets = new ArrayList<>(secrets);
        this.publics = new ArrayList<>(publics);
        this.multiplicity = multiplicity;
    }

    static Scope empty() {
        return new Scope(List.of(), List.of(), 1);
    }

    /** A scope inside, executed {@code times} times for each time that this one is. */
    Scope inner(int times) {
        return new Scope(secrets, publics, multiplicity * Math.max(1, times));
    }

    void add(Secret secret) {
        secrets.add(secret);
    }

    void add(Public known) {
        publics.add(known);
    }

    List<Secret> secrets() {
        return secrets;
    }

    List<Public> publics() {
        return publics;
    }

    int multiplicity() {
        return multiplicity;
    }
}
