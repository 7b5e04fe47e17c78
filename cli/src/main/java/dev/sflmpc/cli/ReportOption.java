package dev.sflmpc.cli;

import dev.sflmpc.runtime.protocol.SessionReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the session report goes. */
final class ReportOption {

    @Option(
            names = "--report",
            paramLabel = "FILE",
            order = 30,
            description = "Write what the session cost to FILE, as JSON: and, sent_bytes, received_bytes, seconds, ots,"
                    + " peak_heap_bytes, level, digest, rows.")
    @Nullable
    Path file;

    /** Nobody wants to learn after a long session that its report has no place. */
    void requireWritable() throws Failure {
        if (file == null) {
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
            throw Failure.ofFile(file, "not a file in an existing directory, so the report cannot be written");
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw Failure.ofFile(file, "permission denied, so the report cannot be written");
        }
    }

    /** One side's report. */
    void write(SessionReport report) throws Failure {
        write(report::write);
    }

    /** Both sides' reports, by party. */
    void write(Map<String, SessionReport> byParty) throws Failure {
        write(generator -> {
            generator.writeStartObject();
            for (Map.Entry<String, SessionReport> report : byParty.entrySet()) {
                generator.writeFieldName(report.getKey());
                report.getValue().write(generator);
            }
            generator.writeEndObject();
        });
    }

    private void write(Json.Body body) throws Failure {
        if (file == null) {
            return;
        }
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            Json.write(writer, body);
            writer.write('\n');
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }
}
