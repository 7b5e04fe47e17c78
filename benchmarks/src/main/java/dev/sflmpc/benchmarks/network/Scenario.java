package dev.sflmpc.benchmarks.network;

import dev.sflmpc.runtime.garble.GarblingScheme;
import dev.sflmpc.runtime.ot.OtSuite;
import java.util.ArrayList;
import java.util.List;

/**
 * How the two parties talk.
 *
 * @param name for people
 * @param options of both commands
 */
record Scenario(String name, List<String> options) {

    Scenario {
        options = List.copyOf(options);
    }

    /** All garbling schemes with all OT extensions. */
    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (GarblingScheme scheme : GarblingScheme.values()) {
            for (OtSuite suite : OtSuite.values()) {
                List<String> options = new ArrayList<>(List.of("--garbling", scheme.toString()));
                if (suite != OtSuite.SOFTSPOKEN_4) {
                    options.addAll(List.of("--bandwidth", "low"));
                }
                all.add(new Scenario(scheme + ", " + suite, options));
            }
        }
        return all;
    }
}
