package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** One JSON object on one line, in ASCII where standard output is not UTF-8, with a blank after each colon and comma as people write it. */
final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, !System.out.charset().equals(StandardCharsets.UTF_8))
            .build();

    private Json() {}

    /** Writes something that is worth failing for. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator generator) throws IOException;
    }

    /** The fields that {@code body} writes, as one object. */
    static String object(Body body) {
        StringWriter text = new StringWriter();
        try {
            write(text, generator -> {
                generator.writeStartObject();
                body.write(generator);
                generator.writeEndObject();
            });
        } catch (IOException e) {
            throw new IllegalStateException("a string refuses to be written", e);
        }
        return text.toString();
    }

    /** The one value that {@code body} writes. Does not close {@code target}. */
    static void write(Writer target, Body body) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(target)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.setPrettyPrinter(new Spaced());
            body.write(generator);
        }
    }

    private static final class Spaced extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(", ");
        }
    }
}
