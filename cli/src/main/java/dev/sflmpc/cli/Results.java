package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.value.JsonOutput;
import dev.sflmpc.runtime.value.ValueBits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Prints what parties learn. */
final class Results {

    private Results() {}

    /** {@code {"operator": {"alarm": true}}}: an object for each party that learns something. */
    static void print(Program program, Map<String, ValueBits> byParty, Console console) throws IOException {
        Json.write(console.out(), generator -> {
            generator.writeStartObject();
            for (Map.Entry<String, ValueBits> learned : byParty.entrySet()) {
                List<ValueType.Field> fields = JsonOutput.fields(program, learned.getKey());
                if (!fields.isEmpty()) {
                    generator.writeFieldName(learned.getKey());
                    JsonOutput.write(fields, learned.getValue(), generator);
                }
            }
            generator.writeEndObject();
        });
        console.result("");
    }

    /** {@code {"alarm": true}}: what one party learns. */
    static void print(Program program, String party, ValueBits learned, Console console) throws IOException {
        Json.write(console.out(), generator -> JsonOutput.write(JsonOutput.fields(program, party), learned, generator));
        console.result("");
    }
}
