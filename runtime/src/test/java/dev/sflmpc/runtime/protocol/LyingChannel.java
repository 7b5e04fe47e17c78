package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.garble.OutputLabels;
import dev.sflmpc.runtime.net.Channel;
import java.io.IOException;

/** An evaluator's channel that returns, for one output, a label with the other permute bit: it claims the other value. */
final class LyingChannel extends PassingChannel {
    private final int label;
    private boolean returned;
    private boolean lied;

    LyingChannel(Channel channel, int label) {
        super(channel);
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
}
