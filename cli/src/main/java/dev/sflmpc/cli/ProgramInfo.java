package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import dev.sflmpc.runtime.circuit.ProgramDigest;
import dev.sflmpc.runtime.circuit.ProgramFile;
import dev.sflmpc.runtime.circuit.ValueType;
import dev.sflmpc.runtime.garble.GarblingScheme;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * What {@code mpc info} says of a program.
 *
 * @param fileBytes size of the compiled file, whether the program comes from one or not
 * @param digest in hexadecimal
 * @param garbling of the sessions that the size of tables is for
 */
record ProgramInfo(Program program, ProgramCost cost, long fileBytes, String digest, GarblingScheme garbling) {

    /** Programs with fewer ANDs have their digest at once. */
    private static final int WORTH_A_THREAD = 1 << 16;

    static ProgramInfo of(Program program) throws IOException {
        return of(new ProgramFile(program));
    }

    /** Of a program that is or will be in a file. */
    static ProgramInfo of(ProgramFile file) throws IOException {
        ProgramCost cost = ProgramCost.of(file.program());
        Digest digest = new Digest(file.program(), cost);
        return digest.info(bytesOf(file));
    }

    /** The size of a compiled file. */
    static long bytesOf(ProgramFile file) throws IOException {
        CountingOutput counter = new CountingOutput();
        file.write(counter);
        return counter.count;
    }

    /** The digest of a program, which is taken beside other work where it takes time. */
    static final class Digest {

        private final Program program;
        private final ProgramCost cost;
        private final FutureTask<String> digest;

        Digest(Program program, ProgramCost cost) {
            this.program = program;
            this.cost = cost;
            digest = new FutureTask<>(() -> digest(program));
            if (cost.andCount() < WORTH_A_THREAD) {
                digest.run();
            } else {
                Thread.ofPlatform().daemon().name("mpc-digest").start(digest);
            }
        }

        ProgramInfo info(long fileBytes) throws IOException {
            return new ProgramInfo(program, cost, fileBytes, result(digest), GarblingScheme.HALF_GATES);
        }
    }

    private static String result(FutureTask<String> digest) throws IOException {
        try {
            return digest.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException("the digest of a program failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a digest was taken");
        }
    }

    /** The same for sessions with {@code scheme}. */
    ProgramInfo with(GarblingScheme scheme) {
        return new ProgramInfo(program, cost, fileBytes, digest, scheme);
    }

    static String digest(Program program) {
        return HexFormat.of().formatHex(ProgramDigest.of(program));
    }

    long and() {
        return cost.andCount();
    }

    void writeFields(JsonGenerator generator) throws IOException {
        generator.writeStringField("name", program.name());
        generator.writeFieldName("parties");
        writeStrings(program.parties(), generator);
        writeInputs(generator);
        writeOutputs(generator);
        writeStructs(generator);
        generator.writeNumberField("and", cost.andCount());
        generator.writeNumberField("xor", cost.xorCount());
        generator.writeNumberField("not", cost.notCount());
        generator.writeNumberField("and_depth", cost.andDepth());
        generator.writeBooleanField("and_depth_exact", cost.andDepthIsExact());
        generator.writeObjectFieldStart("input_bits");
        for (Map.Entry<String, Long> bits : cost.inputBits().entrySet()) {
            generator.writeNumberField(bits.getKey(), bits.getValue());
        }
        generator.writeEndObject();
        generator.writeNumberField("output_bits", cost.outputBits());
        generator.writeNumberField("blocks", cost.blocks());
        generator.writeNumberField("file_bytes", fileBytes);
        generator.writeNumberField("table_bytes", garbling.tableBytes(cost.andCount()));
        generator.writeStringField("digest", digest);
    }

    private void writeInputs(JsonGenerator generator) throws IOException {
        generator.writeArrayFieldStart("inputs");
        for (Program.Input input : program.inputs()) {
            generator.writeStartObject();
            generator.writeStringField("party", input.party());
            generator.writeStringField("name", input.name());
            generator.writeStringField("type", input.type().toString());
            generator.writeNumberField("bits", input.type().widthBits());
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private void writeOutputs(JsonGenerator generator) throws IOException {
        generator.writeArrayFieldStart("outputs");
        for (Program.Output output : program.outputs()) {
            generator.writeStartObject();
            generator.writeStringField("name", output.name());
            generator.writeStringField("type", output.type().toString());
            generator.writeNumberField("bits", output.type().widthBits());
            generator.writeFieldName("recipients");
            writeStrings(output.recipients(), generator);
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private void writeStructs(JsonGenerator generator) throws IOException {
        generator.writeObjectFieldStart("structs");
        for (ValueType.Struct struct : structs()) {
            generator.writeObjectFieldStart(struct.name());
            for (ValueType.Field field : struct.fields()) {
                generator.writeStringField(field.name(), field.type().toString());
            }
            generator.writeEndObject();
        }
        generator.writeEndObject();
    }

    private static void writeStrings(List<String> strings, JsonGenerator generator) throws IOException {
        generator.writeStartArray();
        for (String string : strings) {
            generator.writeString(string);
        }
        generator.writeEndArray();
    }

    /** For people. */
    String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("program", program.name()));
        rows.add(List.of("parties", String.join(", ", program.parties())));
        for (Program.Input input : program.inputs()) {
            rows.add(List.of("input", described(input.name(), input.type()) + " from " + input.party()));
        }
        for (Program.Output output : program.outputs()) {
            rows.add(List.of(
                    "output",
                    described(output.name(), output.type()) + " to " + String.join(", ", output.recipients())));
        }
        for (ValueType.Struct struct : structs()) {
            String fields = struct.fields().stream()
                    .map(field -> described(field.name(), field.type()))
                    .collect(Collectors.joining(", "));
            rows.add(List.of("struct", struct.name() + " { " + fields + " }"));
        }
        rows.add(List.of("AND gates", Counts.of(cost.andCount())));
        rows.add(List.of("XOR gates", Counts.of(cost.xorCount())));
        rows.add(List.of("NOT gates", Counts.of(cost.notCount())));
        rows.add(List.of("AND depth", (cost.andDepthIsExact() ? "" : "at most ") + Counts.of(cost.andDepth())));
        rows.add(List.of("blocks", Counts.of(cost.blocks())));
        rows.add(List.of("compiled file", Counts.ofBytes(fileBytes)));
        rows.add(List.of("garbled tables", Counts.ofBytes(garbling.tableBytes(cost.andCount()))));
        rows.add(List.of("digest", digest));
        return Columns.of(rows);
    }

    /** All structs of the interface, outer ones first. */
    private Set<ValueType.Struct> structs() {
        Set<ValueType.Struct> structs = new LinkedHashSet<>();
        program.inputs().forEach(input -> addStructs(input.type(), structs));
        program.outputs().forEach(output -> addStructs(output.type(), structs));
        return structs;
    }

    private static void addStructs(ValueType type, Set<ValueType.Struct> structs) {
        switch (type) {
            case ValueType.Bool _, ValueType.Int _, ValueType.Fixed _, ValueType.Float _ -> {}
            case ValueType.Array array -> addStructs(array.element(), structs);
            case ValueType.Tuple tuple -> tuple.elements().forEach(element -> addStructs(element, structs));
            case ValueType.Struct struct -> {
                if (structs.add(struct)) {
                    struct.fields().forEach(field -> addStructs(field.type(), structs));
                }
            }
        }
    }

    private static String described(String name, Object type) {
        return name + ": " + type;
    }

    private static final class CountingOutput extends OutputStream {

        private long count;

        @Override
        public void write(int octet) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
