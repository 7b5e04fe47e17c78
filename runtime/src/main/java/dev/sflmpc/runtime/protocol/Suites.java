package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.garble.HashSuite;
import dev.sflmpc.runtime.ot.OtSuite;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * The cryptographic building blocks of a session, by their numbers on the wire (1 to 255).
 *
 * @param level security level: 1 is L1
 * @param garbling see {@link GarblingScheme}
 * @param hash see {@link HashSuite}
 * @param ot OT extension, see {@link OtSuite}
 * @param baseOt 1 is CSW20 on P-256
 */
record Suites(int level, int garbling, int hash, int ot, int baseOt) {

    private static final String[] LEVELS = {"L1"};
    private static final String[] BASE_OTS = {"CSW20-P256"};

    /** The building blocks that a side's options name. */
    static Suites of(SessionOptions options) {
        return new Suites(
                1,
                options.garbling().id(),
                HashSuite.EPOCH1024.id(),
                options.ot().id(),
                1);
    }

    /** {@code L1}. */
    String levelName() {
        return name(level, LEVELS);
    }

    /** For people and reports. */
    @Override
    public String toString() {
        return "level " + levelName() + ", " + name(garbling, GarblingScheme.values(), GarblingScheme::id) + ", hash "
                + name(hash, HashSuite.values(), HashSuite::id) + ", OT " + name(ot, OtSuite.values(), OtSuite::id)
                + ", base OT " + name(baseOt, BASE_OTS);
    }

    private static String name(int id, String[] names) {
        return id >= 1 && id <= names.length ? names[id - 1] : unknown(id);
    }

    private static <T> String name(int id, T[] suites, ToIntFunction<T> idOf) {
        return Arrays.stream(suites)
                .filter(suite -> idOf.applyAsInt(suite) == id)
                .map(Object::toString)
                .findFirst()
                .orElse(unknown(id));
    }

    private static String unknown(int id) {
        return "unknown (" + id + ")";
    }
}
