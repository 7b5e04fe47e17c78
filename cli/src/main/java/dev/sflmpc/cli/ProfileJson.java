package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.runtime.circuit.CallNode;
import dev.sflmpc.runtime.circuit.CostReport;
import java.io.IOException;
import java.util.List;

/** A profile for programs. Names of fields are a contract. */
final class ProfileJson {

    private static final int MOST_PATHS = 1000;

    private ProfileJson() {}

    static void write(Profile profile, List<Network> networks, String digest, JsonGenerator json) throws IOException {
        json.writeStringField("name", profile.name());
        json.writeNumberField("and", profile.report().andCount());
        json.writeNumberField("table_bytes", profile.tableBytes());
        json.writeNumberField("unattributed", profile.report().unattributed());
        json.writeStringField("digest", digest);
        lines(profile, json);
        paths(profile, json);
        networks(profile, networks, json);
    }

    private static void lines(Profile profile, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("lines");
        for (CostReport.Line line : profile.report().lines()) {
            SourceText text = profile.texts().get(line.source());
            json.writeStartObject();
            json.writeStringField("file", text.name());
            json.writeNumberField("line", line.line());
            json.writeNumberField("and", line.ands());
            json.writeNumberField("percent", percent(profile, line.ands()));
            json.writeNumberField("times", line.executions());
            if (text.problem().isEmpty()) {
                json.writeStringField("text", text.stripped(line.line()));
            } else {
                json.writeNullField("text");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void paths(Profile profile, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("paths");
        for (CallNode path : profile.report().root().paths(MOST_PATHS)) {
            json.writeStartObject();
            json.writeNumberField("and", path.ands());
            json.writeNumberField("percent", percent(profile, path.ands()));
            json.writeArrayFieldStart("frames");
            for (CallNode frame : path.frames()) {
                json.writeStartObject();
                json.writeStringField("function", frame.function());
                json.writeStringField(
                        "file", profile.texts().get(frame.source()).name());
                json.writeNumberField("line", frame.line());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void networks(Profile profile, List<Network> networks, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("networks");
        for (Network network : networks) {
            json.writeStartObject();
            json.writeStringField("name", network.name());
            json.writeNumberField("and_per_second", network.andsPerSecond());
            json.writeNumberField("bits_per_second", network.bitsPerSecond());
            json.writeNumberField("latency_ms", network.latencyMillis());
            json.writeNumberField(
                    "seconds", Math.round(1e6 * profile.seconds(network)) / 1e6);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static double percent(Profile profile, long ands) {
        return Math.round(1e4 * profile.share(ands)) / 100.0;
    }
}
