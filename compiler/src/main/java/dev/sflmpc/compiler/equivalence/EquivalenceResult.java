package dev.sflmpc.compiler.equivalence;

import dev.sflmpc.runtime.circuit.ValueType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param patterns inputs on which both were evaluated
 * @param provedOutputs output bits that are proved equal
 * @param outputBits all of them
 * @param counterexample given exactly if they differ
 */
public record EquivalenceResult(
        Verdict verdict, long patterns, int provedOutputs, int outputBits, Optional<Counterexample> counterexample) {

    /** What is known. */
    public enum Verdict {
        /** Equal on all inputs. */
        PROVED,
        /** Equal on all inputs that were tried; not proved within the limits. */
        SIMULATED,
        /** Different on some input. */
        DIFFERENT
    }

    /**
     * Inputs on which two circuits differ.
     *
     * @param first what the first one gives
     * @param second what the second one gives
     */
    public record Counterexample(List<Value> inputs, List<Value> first, List<Value> second) {
        public Counterexample {
            inputs = List.copyOf(inputs);
            first = List.copyOf(first);
            second = List.copyOf(second);
        }
    }

    /** @param bits as an unsigned number, bit 0 of the value least */
    public record Value(String name, ValueType type, BigInteger bits) {}
}
