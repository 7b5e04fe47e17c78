package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.net.Channel;
import dev.sflmpc.runtime.net.Deadline;
import dev.sflmpc.runtime.net.Fingerprint;
import dev.sflmpc.runtime.net.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Passes everything on to another channel but for what is written. */
abstract class PassingChannel implements Channel {

    final Channel channel;

    PassingChannel(Channel channel) {
        this.channel = channel;
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
        return channel.description();
    }

    @Override
    public void close() {
        channel.close();
    }
}
