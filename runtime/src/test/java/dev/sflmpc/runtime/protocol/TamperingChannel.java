package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.net.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A channel that harms one message of its own side on the way out: the message number {@code number}, from 0, of a type.
 *
 * <p>It knows the framing: a header of type (1) and length (4), then the body.
 */
final class TamperingChannel extends PassingChannel {

    enum Mode {
        FLIP_FIRST_BYTE,
        FLIP_LAST_BYTE,
        FLIP_TYPE,
        FLIP_LENGTH,
        DROP,
        REPEAT,
        REORDER,
        TRUNCATE,
        TRUNCATE_WITH_LENGTH,
        OVERSIZE,
        HUGE_LENGTH,
        NEGATIVE_LENGTH,
        DELAY,
        SILENCE,
        CLOSE
    }

    private static final int HEADER_BYTES = 5;

    private final MessageType type;
    private final int number;
    private final Mode mode;
    private byte[] pending = new byte[0];
    private byte[] held = new byte[0];
    private int seen;
    private boolean hit;
    private boolean silent;

    TamperingChannel(Channel channel, MessageType type, int number, Mode mode) {
        super(channel);
        this.type = type;
        this.number = number;
        this.mode = mode;
    }

    /** Whether the message to harm was ever sent. */
    boolean hit() {
        return hit;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] all = Arrays.copyOf(pending, pending.length + length);
        System.arraycopy(bytes, offset, all, pending.length, length);
        pending = all;
        while (pending.length >= HEADER_BYTES) {
            int size = HEADER_BYTES + ByteBuffer.wrap(pending).getInt(1);
            if (pending.length < size) {
                return;
            }
            byte[] message = Arrays.copyOf(pending, size);
            pending = Arrays.copyOfRange(pending, size, pending.length);
            message(message);
        }
    }

    private void message(byte[] message) throws IOException {
        if ((message[0] & 0xff) == type.id() && seen++ == number) {
            hit = true;
            harm(message);
            return;
        }
        pass(message);
        if (held.length > 0) {
            byte[] late = held;
            held = new byte[0];
            pass(late);
        }
    }

    private void pass(byte[] message) throws IOException {
        if (!silent) {
            channel.write(message, 0, message.length);
        }
    }

    private void harm(byte[] message) throws IOException {
        int last = message.length - 1;
        switch (mode) {
            case FLIP_FIRST_BYTE -> pass(flipped(message, Math.min(HEADER_BYTES, last)));
            case FLIP_LAST_BYTE -> pass(flipped(message, last));
            case FLIP_TYPE -> pass(flipped(message, 0));
            case FLIP_LENGTH -> pass(flipped(message, 4));
            case DROP -> pass(new byte[0]);
            case REPEAT -> {
                pass(message);
                pass(message);
            }
            case REORDER -> held = message;
            case TRUNCATE -> pass(Arrays.copyOf(message, last));
            case TRUNCATE_WITH_LENGTH -> pass(sized(Arrays.copyOf(message, last), last - HEADER_BYTES));
            case OVERSIZE -> pass(sized(Arrays.copyOf(message, last + 2), last + 2 - HEADER_BYTES));
            case HUGE_LENGTH -> pass(sized(message.clone(), Integer.MAX_VALUE));
            case NEGATIVE_LENGTH -> pass(sized(message.clone(), -1));
            case DELAY -> {
                flush();
                sleep();
                pass(message);
            }
            case SILENCE -> silent = true;
            case CLOSE -> close();
        }
    }

    private static byte[] flipped(byte[] message, int at) {
        byte[] flipped = message.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    private static byte[] sized(byte[] message, int length) {
        ByteBuffer.wrap(message).putInt(1, length);
        return message;
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
