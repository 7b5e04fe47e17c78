package dev.sflmpc.benchmarks.plots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * What others reach on the same kind of machine, a core for each party: medians, in millions per second, the middle where a
 * range was measured.
 */
record References(JsonNode tree) {

    static References load() throws IOException {
        try (InputStream stream = References.class.getResourceAsStream("references.json")) {
            if (stream == null) {
                throw new IOException("there is no references.json");
            }
            return new References(new ObjectMapper().readTree(stream));
        }
    }

    Double millions(String system, String quantity) {
        return tree.required(system).required(quantity).asDouble();
    }
}
