package dev.sflmpc.cli.bench;

/**
 * What a session between two processes took.
 *
 * @param ands AND gates
 * @param gatesSeconds of garbling, sending and evaluating, on the side where it took longer
 * @param totalSeconds of the session, on the side where it took longer, from TCP to its end
 * @param onlineSeconds of the session once there is a connection, on the side where it took longer
 * @param wireBytes of the protocol in both directions, without what TLS adds
 * @param garblerBytes of it, what the garbler sent
 */
public record PairResult(
        long ands, double gatesSeconds, double totalSeconds, double onlineSeconds, long wireBytes, long garblerBytes) {

    /** AND gates per second while gates ran. */
    public double andsPerSecond() {
        return ands / gatesSeconds;
    }
}
