package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.OutputLabels;
import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Deadline;
import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An evaluator's channel that returns, for one output, a label with the other permute bit: it claims the other value. */
final class LyingChannel implements Channel {
    private final Channel channel;
    private final int label;
    private boolean returned;
    private boolean lied;

    LyingChannel(Channel channel, int label) {
        this.channel = channel;
        this.label = label;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] copy = bytes.clone();
        if (returned && !lied) {
            copy[offset + label * OutputLabels.RETURNED_BYTES] ^= 1;
            lied = true;
        }
        returned |= length == 5 && bytes[offset] == MessageType.RETURNED.id();
        channel.write(copy, offset, length);
    }

    @Override
    public void flush() throws IOException {
        channel.flush();
    }

    @Override
    public void read(byte[] bytes, int offset, int length) throws IOException {
        channel.read(bytes, offset, length);
    }

    @Override
    public void deadline(Deadline deadline) {
        channel.deadline(deadline);
    }

    @Override
    public long sentBytes() {
        return channel.sentBytes();
    }

    @Override
    public long receivedBytes() {
        return channel.receivedBytes();
    }

    @Override
    public Optional<Peer> peer() {
        return channel.peer();
    }

    @Override
    public Optional<Fingerprint> localFingerprint() {
        return channel.localFingerprint();
    }

    @Override
    public Duration handshakeTime() {
        return channel.handshakeTime();
    }

    @Override
    public String description() {
        return "lying";
    }

    @Override
    public void close() {
        channel.close();
    }
}
