package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import java.io.IOException;

/**
 * What a garbler or an evaluator does after the Hellos: the set-up once, then for each chunk of rows the rest in this order.
 * Good for one session.
 */
sealed interface Side extends AutoCloseable
        permits GarblerSide, EvaluatorSide, PreparedGarblerSide, PreparedEvaluatorSide {

    /** Makes the set-up of the correlated OTs, or reads what a unit has in their place. */
    void setUp() throws IOException, ProtocolException;

    /**
     * Sees to it that the evaluator gets the labels of its inputs and of random bits.
     *
     * @return how many OTs were made
     */
    int ot(Chunk chunk) throws IOException, ProtocolException;

    /** Walks the program, tile by tile. */
    void gates(Chunk chunk, Walk.Listener listener) throws IOException, ProtocolException;

    /** Sends what the other side needs for its outputs, and nothing for outputs that are not its own. */
    void sendOutputs() throws IOException;

    /** Receives this side's outputs: the output bits of all rows, packed, each row right behind the row before. */
    long[] receiveOutputs() throws IOException, ProtocolException;

    /** Overwrites everything secret. */
    @Override
    void close();
}
