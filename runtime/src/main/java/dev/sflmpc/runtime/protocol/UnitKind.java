package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.net.Fingerprint;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a prepared unit is good for, as one side sees it: nothing else may ever be done with it.
 *
 * @param suites the numbers of level, garbling, hash, OT and base OT
 * @param digest of the program, 32 bytes
 * @param local this side's identity; empty where a channel without authentication made the unit
 * @param peer likewise, the other's
 */
public record UnitKind(
        Role role,
        String party,
        byte[] suites,
        byte[] digest,
        Optional<Fingerprint> local,
        Optional<Fingerprint> peer) {

    /** What a side needs that takes {@code seat} in runs of {@code program}. */
    public static UnitKind of(
            SessionProgram program,
            Session.Seat seat,
            SessionOptions options,
            Optional<Fingerprint> local,
            Optional<Fingerprint> peer) {
        Suites suites = Suites.of(options);
        byte[] numbers = {
            (byte) suites.level(),
            (byte) suites.garbling(),
            (byte) suites.hash(),
            (byte) suites.ot(),
            (byte) suites.baseOt()
        };
        return new UnitKind(seat.role(), seat.party(), numbers, program.digest(), local, peer);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnitKind kind
                && role == kind.role
                && party.equals(kind.party)
                && Arrays.equals(suites, kind.suites)
                && Arrays.equals(digest, kind.digest)
                && local.equals(kind.local)
                && peer.equals(kind.peer);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest) ^ party.hashCode() ^ role.hashCode();
    }

    @Override
    public String toString() {
        return "UnitKind[" + role + " " + party + "]";
    }
}
