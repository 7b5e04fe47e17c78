package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.primitive.SessionHash;
import java.util.HashSet;
import java.util.Set;

/** Which unit two sides use. */
final class UnitChoice {
    private UnitChoice() {}

    /** The first that the evaluator names and the garbler names too. */
    static UnitId of(Role role, Hello own, Hello peer) throws ProtocolException {
        Hello evaluator = role == Role.EVALUATOR ? own : peer;
        Hello garbler = role == Role.EVALUATOR ? peer : own;
        Set<UnitId> common = new HashSet<>(garbler.units());
        for (UnitId id : evaluator.units()) {
            if (common.contains(id)) {
                return id;
            }
        }
        throw new ProtocolException("hello: the two sides have no prepared unit in common: "
                + own.units().size() + " here, " + peer.units().size()
                + " at the peer; `mpc prepare` on both sides makes new ones, `mpc units list` shows what there is");
    }

    /** Names a session and the unit that it uses. */
    static byte[] sessionId(byte[] greeting, UnitId unit) {
        return SessionHash.of("session/prepared", greeting).bytes(unit.bytes()).digest();
    }
}
