package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.HashSuite;

/**
 * The cryptographic building blocks of a session, by their numbers on the wire (1 to 255).
 *
 * @param level security level: 1 is L1
 * @param garbling 1 is half gates
 * @param hash see {@link HashSuite}
 * @param ot OT extension: 1 is SoftSpoken with k = 4 and both checks
 * @param baseOt 1 is CSW20 on P-256
 */
record Suites(int level, int garbling, int hash, int ot, int baseOt) {

    static final Suites DEFAULT = new Suites(1, 1, HashSuite.EPOCH1024.id(), 1, 1);

    /** For people and reports. */
    @Override
    public String toString() {
        return "level " + name(level, "L1") + ", " + name(garbling, "half-gates") + ", hash "
                + name(hash, HashSuite.EPOCH1024.name()) + ", OT " + name(ot, "SoftSpoken-4") + ", base OT "
                + name(baseOt, "CSW20-P256");
    }

    private static String name(int id, String nameOfOne) {
        return id == 1 ? nameOfOne : "unknown (" + id + ")";
    }
}
