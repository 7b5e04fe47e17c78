package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramDigest;
import dev.sflmpc.runtime.circuit.Step;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.primitive.Labels;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.ToLongFunction;

/** A program that two parties can run with each other, its digest, and the sizes that follow from it. */
public final class SessionProgram {

    private final Program program;
    private final byte[] digest;
    private final long andCount;

    /**
     * @param digest {@link ProgramDigest#of} the program
     * @throws IllegalArgumentException with a message for people when the program is not for two parties or too large
     */
    public SessionProgram(Program program, byte[] digest) {
        if (digest.length != ProgramDigest.LENGTH_BYTES) {
            throw new IllegalArgumentException("digest of " + digest.length + " bytes");
        }
        if (program.parties().size() != 2) {
            throw new IllegalArgumentException("program " + program.name() + " declares "
                    + program.parties().size() + " parties " + program.parties()
                    + "; a session is between exactly two");
        }
        if (program.wireCount() > Labels.MAX_COUNT) {
            throw new IllegalArgumentException("program " + program.name() + " has " + program.wireCount()
                    + " wires; a session has room for " + Labels.MAX_COUNT);
        }
        this.program = program;
        this.digest = digest.clone();
        this.andCount = count(program, program.schedule(), Block::andCount);
        for (String party : program.parties()) {
            if (inputBits(party) + program.random().widthBits() > CorrelatedOt.MAX_COUNT) {
                throw new IllegalArgumentException("party " + party + " has more than " + CorrelatedOt.MAX_COUNT
                        + " bits of input and random bits");
            }
        }
    }

    /** {@code program} with its digest computed, which takes as long as reading it. */
    public static SessionProgram of(Program program) {
        return new SessionProgram(program, ProgramDigest.of(program));
    }

    private static long count(Program program, List<Step> steps, ToLongFunction<Block> ofBlock) {
        long count = 0;
        for (Step step : steps) {
            count = Math.addExact(
                    count,
                    switch (step) {
                        case Step.Call call ->
                            ofBlock.applyAsLong(program.blocks().get(call.block()));
                        case Step.Repeat repeat ->
                            Math.multiplyExact(repeat.count(), count(program, repeat.body(), ofBlock));
                    });
        }
        return count;
    }

    public Program program() {
        return program;
    }

    /** The digest in hexadecimal. */
    public String digestText() {
        return HexFormat.of().formatHex(digest);
    }

    byte[] digest() {
        return digest;
    }

    /** AND gates of a run. */
    public long andCount() {
        return andCount;
    }

    /** How many of them are in narrow layers, see {@link Block#serialAndCount}. */
    long serialAndCount() {
        IdentityHashMap<Block, Long> counts = new IdentityHashMap<>();
        return count(program, program.schedule(), block -> counts.computeIfAbsent(block, Block::serialAndCount));
    }

    /** The party that is not {@code party}. */
    String other(String party) {
        return program.parties().get(program.parties().get(0).equals(party) ? 1 : 0);
    }

    List<Program.Input> inputs(String party) {
        return program.inputs().stream()
                .filter(input -> input.party().equals(party))
                .toList();
    }

    List<Program.Output> outputs(String party) {
        return program.outputs().stream()
                .filter(output -> output.recipients().contains(party))
                .toList();
    }

    /** Bits of all of a party's inputs. */
    public long inputBits(String party) {
        return inputs(party).stream()
                .mapToLong(input -> input.type().widthBits())
                .sum();
    }

    /** Bits of all outputs that a party learns. */
    public long outputBits(String party) {
        return outputs(party).stream()
                .mapToLong(output -> output.type().widthBits())
                .sum();
    }
}
