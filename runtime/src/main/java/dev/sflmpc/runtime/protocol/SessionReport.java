package dev.sflmpc.runtime.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * What a session did and cost; nothing in it is secret.
 *
 * @param role of this side
 * @param party of this side
 * @param level security level, {@code "L1"}
 * @param suites the building blocks, for people
 * @param digest of the program, hexadecimal
 * @param peer description of the channel and its other end
 * @param rows evaluations of the program
 * @param and AND gates garbled
 * @param ots correlated OTs used for inputs and random bits
 * @param sentBytes bytes that the protocol sent, without what TLS adds
 * @param peakHeapBytes largest use of this process's heap seen during the session, garbage included
 * @param confirmed whether the other side said that it has finished too; always true for the side that is done last. The
 *     outputs are authentic either way
 * @param unit name of the prepared unit that was used; empty for none
 */
public record SessionReport(
        Role role,
        String party,
        String level,
        String suites,
        String digest,
        String peer,
        long rows,
        long and,
        long ots,
        long sentBytes,
        long receivedBytes,
        long peakHeapBytes,
        Seconds seconds,
        boolean confirmed,
        String unit) {

    /**
     * Where the time went. {@code handshake} is TCP, TLS and the Hellos; {@code online} is all but TCP and TLS; waiting for the
     * peer counts where it happens.
     */
    public record Seconds(
            double total, double handshake, double baseOt, double ot, double gates, double output, double online) {}

    /** Writes the report as one JSON object with the field names that the command line documents. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role.toString());
        json.writeStringField("party", party);
        json.writeStringField("level", level);
        json.writeStringField("suites", suites);
        json.writeStringField("digest", digest);
        json.writeStringField("peer", peer);
        json.writeNumberField("rows", rows);
        json.writeNumberField("and", and);
        json.writeNumberField("ots", ots);
        json.writeNumberField("sent_bytes", sentBytes);
        json.writeNumberField("received_bytes", receivedBytes);
        json.writeNumberField("peak_heap_bytes", peakHeapBytes);
        json.writeObjectFieldStart("seconds");
        json.writeNumberField("total", seconds.total());
        json.writeNumberField("handshake", seconds.handshake());
        json.writeNumberField("base_ot", seconds.baseOt());
        json.writeNumberField("ot", seconds.ot());
        json.writeNumberField("gates", seconds.gates());
        json.writeNumberField("output", seconds.output());
        json.writeNumberField("online", seconds.online());
        json.writeEndObject();
        json.writeBooleanField("confirmed", confirmed);
        if (!unit.isEmpty()) {
            json.writeStringField("unit", unit);
        }
        json.writeEndObject();
    }
}
