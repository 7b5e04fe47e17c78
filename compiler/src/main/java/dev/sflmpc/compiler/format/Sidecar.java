package dev.sflmpc.compiler.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON file beside a circuit's that says what the circuit's format cannot: {@code adder.json} of {@code adder.txt}.
 *
 * <pre>
 * {
 *   "mpc_circuit": 1,
 *   "name": "adder",
 *   "parties": ["alice", "bob"],
 *   "structs": {"Pair": {"low": "uint&lt;8&gt;", "high": "uint&lt;8&gt;"}},
 *   "inputs": [{"party": "alice", "name": "x", "type": "uint&lt;32&gt;", "bit_order": "lsb"}, …],
 *   "random_bits": 0,
 *   "outputs": [{"name": "sum", "type": "uint&lt;32&gt;", "recipients": ["alice", "bob"], "bit_order": "lsb"}]
 * }
 * </pre>
 *
 * Types are those of the language, as {@code mpc info --json} shows them; a struct comes after those that its fields have.
 * Bit orders are those of {@link BitOrder}; without one it is {@code lsb}. {@code structs} and {@code random_bits} may be
 * missing. A JSON file without {@code mpc_circuit} is none of ours and left alone.
 */
final class Sidecar {

    private static final String MARK = "mpc_circuit";
    private static final int VERSION = 1;
    private static final long MAX_BYTES = 1 << 26;
    private static final int MAX_NAME_CHARACTERS = 1 << 10;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;

    private Sidecar(Path file) {
        this.file = file;
    }

    /** Where the sidecar of a circuit's file is, whether there is one or not. */
    static Path pathOf(Path circuit) {
        String name = String.valueOf(circuit.getFileName());
        int dot = name.lastIndexOf('.');
        return circuit.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".json");
    }

    /** Whether the file exists and is a sidecar. */
    static boolean isSidecar(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return false;
        }
        try {
            return MAPPER.readTree(file.toFile()).has(MARK);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    // ---- reading

    /** The signature in the sidecar of {@code circuit}, if it has one. */
    static Optional<Signature> find(Path circuit) throws IOException, CircuitFormatException {
        Path file = pathOf(circuit);
        return isSidecar(file) && !file.equals(circuit) ? Optional.of(new Sidecar(file).read()) : Optional.empty();
    }

    private Signature read() throws IOException, CircuitFormatException {
        JsonNode root = MAPPER.readTree(file.toFile());
        if (!root.path(MARK).isInt() || root.path(MARK).intValue() != VERSION) {
            throw wrong(MARK, "expected " + VERSION + ", the only version there is");
        }
        List<String> parties = strings(root, "parties");
        Map<String, ValueType.Struct> structs = structs(root.path("structs"));
        List<Signature.Input> inputs = new ArrayList<>();
        for (JsonNode input : array(root, "inputs")) {
            String party = string(input, "party");
            requireParty(party, parties);
            inputs.add(new Signature.Input(party, string(input, "name"), type(input, structs), order(input)));
        }
        List<Signature.Output> outputs = new ArrayList<>();
        for (JsonNode output : array(root, "outputs")) {
            List<String> recipients = strings(output, "recipients");
            for (String recipient : recipients) {
                requireParty(recipient, parties);
            }
            outputs.add(new Signature.Output(string(output, "name"), type(output, structs), recipients, order(output)));
        }
        JsonNode random = root.path("random_bits");
        if (!random.isMissingNode() && (!random.isInt() || random.intValue() < 0)) {
            throw wrong("random_bits", "expected a number of bits");
        }
        return new Signature(string(root, "name"), parties, inputs, random.asInt(0), outputs);
    }

    private Map<String, ValueType.Struct> structs(JsonNode nodes) throws CircuitFormatException {
        Map<String, ValueType.Struct> structs = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> struct : nodes.properties()) {
            List<ValueType.Field> fields = new ArrayList<>();
            for (Map.Entry<String, JsonNode> field : struct.getValue().properties()) {
                fields.add(new ValueType.Field(
                        field.getKey(), type(field.getValue().asText(), struct.getKey(), structs)));
            }
            structs.put(struct.getKey(), new ValueType.Struct(struct.getKey(), fields));
        }
        return structs;
    }

    private ValueType type(JsonNode value, Map<String, ValueType.Struct> structs) throws CircuitFormatException {
        return type(string(value, "type"), "type", structs);
    }

    private ValueType type(String text, String where, Map<String, ValueType.Struct> structs)
            throws CircuitFormatException {
        try {
            return TypeText.parse(text, structs);
        } catch (IllegalArgumentException e) {
            CircuitFormatException failure = wrong(where, String.valueOf(e.getMessage()));
            failure.initCause(e);
            throw failure;
        }
    }

    private BitOrder order(JsonNode value) throws CircuitFormatException {
        String text = value.path("bit_order").asText(BitOrder.LSB.toString());
        Optional<BitOrder> order = BitOrder.of(text);
        if (order.isEmpty()) {
            throw wrong("bit_order", "`" + text + "`, expected lsb, msb or element-msb");
        }
        return order.get();
    }

    private JsonNode array(JsonNode node, String field) throws CircuitFormatException {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            throw wrong(field, "expected an array");
        }
        return array;
    }

    private List<String> strings(JsonNode node, String field) throws CircuitFormatException {
        List<String> strings = new ArrayList<>();
        for (JsonNode element : array(node, field)) {
            strings.add(requireName(element, field));
        }
        return strings;
    }

    private String string(JsonNode node, String field) throws CircuitFormatException {
        return requireName(node.path(field), field);
    }

    private String requireName(JsonNode node, String field) throws CircuitFormatException {
        if (!node.isTextual() || node.textValue().isEmpty() || node.textValue().length() > MAX_NAME_CHARACTERS) {
            throw wrong(field, "expected text of 1 to " + MAX_NAME_CHARACTERS + " characters");
        }
        return node.textValue();
    }

    private void requireParty(String party, List<String> parties) throws CircuitFormatException {
        if (!parties.contains(party)) {
            throw wrong("parties", "`" + party + "` is not one of them");
        }
    }

    private CircuitFormatException wrong(String where, String what) {
        return new CircuitFormatException(file + ": " + where, what);
    }

    // ---- writing

    static void write(Signature signature, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator generator = new JsonFactory().createGenerator(out)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter());
            write(signature, generator);
        }
    }

    private static void write(Signature signature, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeNumberField(MARK, VERSION);
        generator.writeStringField("name", signature.name());
        writeStrings("parties", signature.parties(), generator);
        writeStructs(signature, generator);
        generator.writeArrayFieldStart("inputs");
        for (Signature.Input input : signature.inputs()) {
            generator.writeStartObject();
            generator.writeStringField("party", input.party());
            generator.writeStringField("name", input.name());
            generator.writeStringField("type", input.type().toString());
            generator.writeStringField("bit_order", input.order().toString());
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeNumberField("random_bits", signature.randomBits());
        generator.writeArrayFieldStart("outputs");
        for (Signature.Output output : signature.outputs()) {
            generator.writeStartObject();
            generator.writeStringField("name", output.name());
            generator.writeStringField("type", output.type().toString());
            writeStrings("recipients", output.recipients(), generator);
            generator.writeStringField("bit_order", output.order().toString());
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private static void writeStrings(String field, List<String> strings, JsonGenerator generator) throws IOException {
        generator.writeArrayFieldStart(field);
        for (String string : strings) {
            generator.writeString(string);
        }
        generator.writeEndArray();
    }

    private static void writeStructs(Signature signature, JsonGenerator generator) throws IOException {
        Map<String, ValueType.Struct> structs = new LinkedHashMap<>();
        signature.inputs().forEach(input -> addStructs(input.type(), structs));
        signature.outputs().forEach(output -> addStructs(output.type(), structs));
        generator.writeObjectFieldStart("structs");
        for (ValueType.Struct struct : structs.values()) {
            generator.writeObjectFieldStart(struct.name());
            for (ValueType.Field field : struct.fields()) {
                generator.writeStringField(field.name(), field.type().toString());
            }
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    /** Inner ones first. */
    private static void addStructs(ValueType type, Map<String, ValueType.Struct> structs) {
        switch (type) {
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _, ValueType.Float _ -> {}
            case ValueType.Array array -> addStructs(array.element(), structs);
            case ValueType.Tuple tuple -> tuple.elements().forEach(element -> addStructs(element, structs));
            case ValueType.Struct struct -> {
                struct.fields().forEach(field -> addStructs(field.type(), structs));
                structs.put(struct.name(), struct);
            }
        }
    }
}
