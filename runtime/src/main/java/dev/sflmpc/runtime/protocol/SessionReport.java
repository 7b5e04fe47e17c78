package dev.sflmpc.runtime.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.OptionalLong;

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
 * @param tls whether TLS protected the channel
 * @param wireSentBytes bytes given to TCP so far, from the beginning of the connection and with what TLS adds; 0 within a process
 * @param wireReceivedBytes likewise
 * @param peakHeapBytes largest use of this process's heap seen during the session, garbage included
 * @param peakResidentBytes largest amount of memory that this process ever held, where the system tells
 * @param confirmed whether the other side said that it has finished too; always true for the side that is done last. The
 *     outputs are authentic either way
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
        boolean tls,
        long wireSentBytes,
        long wireReceivedBytes,
        long peakHeapBytes,
        OptionalLong peakResidentBytes,
        Seconds seconds,
        boolean confirmed) {

    /**
     * Where the time went. {@code handshake} is TCP, TLS and the Hellos; waiting for the peer counts where it happens.
     *
     * @param sendWait of it, time without room for what was to be sent: the network or the peer was slower
     * @param receiveWait of it, time without what was to come next: the same, or the peer had to wait itself
     */
    public record Seconds(
            double total,
            double handshake,
            double baseOt,
            double ot,
            double gates,
            double output,
            double sendWait,
            double receiveWait) {

        private Seconds plus(Seconds next) {
            return new Seconds(
                    total + next.total,
                    handshake + next.handshake,
                    baseOt + next.baseOt,
                    ot + next.ot,
                    gates + next.gates,
                    output + next.output,
                    sendWait + next.sendWait,
                    receiveWait + next.receiveWait);
        }
    }

    /** This session and the one that went on where it broke off, as one. */
    public SessionReport plus(SessionReport next) {
        return new SessionReport(
                next.role,
                next.party,
                next.level,
                next.suites,
                next.digest,
                next.peer,
                rows + next.rows,
                and + next.and,
                ots + next.ots,
                sentBytes + next.sentBytes,
                receivedBytes + next.receivedBytes,
                next.tls,
                wireSentBytes + next.wireSentBytes,
                wireReceivedBytes + next.wireReceivedBytes,
                Math.max(peakHeapBytes, next.peakHeapBytes),
                next.peakResidentBytes,
                seconds.plus(next.seconds),
                next.confirmed);
    }

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
        json.writeBooleanField("tls", tls);
        json.writeNumberField("wire_sent_bytes", wireSentBytes);
        json.writeNumberField("wire_received_bytes", wireReceivedBytes);
        json.writeNumberField("peak_heap_bytes", peakHeapBytes);
        if (peakResidentBytes.isPresent()) {
            json.writeNumberField("peak_resident_bytes", peakResidentBytes.getAsLong());
        }
        json.writeObjectFieldStart("seconds");
        json.writeNumberField("total", seconds.total());
        json.writeNumberField("handshake", seconds.handshake());
        json.writeNumberField("base_ot", seconds.baseOt());
        json.writeNumberField("ot", seconds.ot());
        json.writeNumberField("gates", seconds.gates());
        json.writeNumberField("output", seconds.output());
        json.writeNumberField("send_wait", seconds.sendWait());
        json.writeNumberField("receive_wait", seconds.receiveWait());
        json.writeEndObject();
        json.writeBooleanField("confirmed", confirmed);
        json.writeEndObject();
    }
}
