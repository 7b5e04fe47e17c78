package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.compiler.format.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An input that another party gives in one program than in the other, or a result that others learn. Programs that compute the same
 * may differ so: to swap one for the other would show secrets to another party.
 */
record OwnerDifference(Kind kind, Value first, Value second) {

    /** What has the owners. */
    enum Kind {
        INPUT("input", "is from"),
        OUTPUT("output", "goes to");

        private final String noun;
        private final String verb;

        Kind(String noun, String verb) {
            this.noun = noun;
            this.verb = verb;
        }
    }

    /**
     * A value in one of the programs.
     *
     * @param parties that give or learn it
     */
    record Value(String name, List<String> parties) {}

    /** All of two programs with as many inputs and outputs, in their order. */
    static List<OwnerDifference> of(Signature a, Signature b) {
        List<OwnerDifference> differences = new ArrayList<>();
        add(Kind.INPUT, inputs(a), inputs(b), differences);
        add(Kind.OUTPUT, outputs(a), outputs(b), differences);
        return differences;
    }

    private static void add(Kind kind, List<Value> first, List<Value> second, List<OwnerDifference> to) {
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).parties().equals(second.get(i).parties())) {
                to.add(new OwnerDifference(kind, first.get(i), second.get(i)));
            }
        }
    }

    private static List<Value> inputs(Signature signature) {
        return signature.inputs().stream()
                .map(input -> new Value(input.name(), List.of(input.party())))
                .toList();
    }

    private static List<Value> outputs(Signature signature) {
        return signature.outputs().stream()
                .map(output -> new Value(
                        output.name(), output.recipients().stream().sorted().toList()))
                .toList();
    }

    String asText() {
        return kind.noun + " " + first.name() + " " + kind.verb + " " + String.join(" and ", first.parties())
                + " in A, "
                + (second.name().equals(first.name()) ? "" : second.name() + " ") + kind.verb + " "
                + String.join(" and ", second.parties()) + " in B";
    }

    void write(JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("kind", kind.noun);
        write("first", first, generator);
        write("second", second, generator);
        generator.writeEndObject();
    }

    private static void write(String field, Value value, JsonGenerator generator) throws IOException {
        generator.writeObjectFieldStart(field);
        generator.writeStringField("name", value.name());
        generator.writeArrayFieldStart("parties");
        for (String party : value.parties()) {
            generator.writeString(party);
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }
}
