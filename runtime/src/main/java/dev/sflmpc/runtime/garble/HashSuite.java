package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.primitive.Aes;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.util.Arrays;
import java.util.Optional;

/** The hashes that garbling may use, by the number that names them in a session's negotiation. */
public enum HashSuite {
    /** {@link EpochHash} and {@link ThreeHalvesHash}. */
    EPOCH1024(2);

    private final int id;

    HashSuite(int id) {
        this.id = id;
    }

    /** The number on the wire, 1 to 255. */
    public int id() {
        return id;
    }

    /** The suite of that number, if there is one. */
    public static Optional<HashSuite> of(int id) {
        return Arrays.stream(values()).filter(suite -> suite.id == id).findFirst();
    }

    /**
     * The hash of one session, counting ANDs from 0.
     *
     * @param transcript a hash of everything that both parties have sent so far, among it a random value of the garbler
     *     that was sent after the last correlated OT: the tweaks must not be known while the evaluator can still
     *     choose its labels
     */
    public GateHash create(GarblingScheme scheme, byte[] transcript) {
        byte[] master = Arrays.copyOf(
                SessionHash.of("garble/hash/master", transcript).number(id).digest(), Aes.KEY_BYTES);
        byte[] tweak = Arrays.copyOf(
                SessionHash.of("garble/hash/tweak", transcript).number(id).digest(), Aes.BLOCK_BYTES);
        return switch (this) {
            case EPOCH1024 ->
                switch (scheme) {
                    case HALF_GATES -> new EpochHash(master, tweak);
                    case THREE_HALVES -> new ThreeHalvesHash(master, tweak, LabelStream.random());
                };
        };
    }
}
