package dev.sflmpc.runtime.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;

/** What the bytes of a channel go through: TCP itself, or TLS over it. One thread writes, another reads. */
interface Wire {

    /** Something that may fail like reading. */
    interface Action {
        void run() throws IOException;
    }

    /** Sends {@code bytes[offset … offset+length-1]}. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Announces the end of what is sent. */
    void shutdownOutput() throws IOException;

    /** Reads some bytes, at least one, to {@code bytes[offset …]}; -1 at the end. */
    int read(byte[] bytes, int offset) throws IOException;

    /** Whether more is here already, so that a read will most probably not wait. */
    boolean holdsMore() throws IOException;

    /** What is to be done when a read will perhaps wait although {@link #holdsMore} said otherwise. */
    void beforeWait(Action action);

    /** Bytes sent by TCP so far. */
    long sentBytes();

    /** Bytes received by TCP so far. */
    long receivedBytes();

    /** TCP alone. */
    static Wire plain(Socket socket) throws IOException {
        return new Plain(socket);
    }

    /** @param stream over {@code records} */
    static Wire tls(SSLSocket stream, RecordSocket records) throws IOException {
        return new Tls(stream, records);
    }

    /** Each read and each write is one of the system's. */
    final class Plain implements Wire {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong received = new AtomicLong();

        private Plain(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            sent.addAndGet(length);
        }

        @Override
        public void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public int read(byte[] bytes, int offset) throws IOException {
            int length = in.read(bytes, offset, bytes.length - offset);
            received.addAndGet(Math.max(length, 0));
            return length;
        }

        @Override
        public boolean holdsMore() throws IOException {
            return in.available() > 0;
        }

        @Override
        public void beforeWait(Action action) {
            // What is there can be read without waiting.
        }

        @Override
        public long sentBytes() {
            return sent.get();
        }

        @Override
        public long receivedBytes() {
            return received.get();
        }
    }

    /** Several records to one read or write of the system's. */
    final class Tls implements Wire {
        private final SSLSocket stream;
        private final RecordSocket records;
        private final InputStream in;
        private final OutputStream out;

        private Tls(SSLSocket stream, RecordSocket records) throws IOException {
            this.stream = stream;
            this.records = records;
            this.in = stream.getInputStream();
            this.out = stream.getOutputStream();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            records.output().gather();
            out.write(bytes, offset, length);
            records.output().send();
        }

        @Override
        public void shutdownOutput() throws IOException {
            stream.shutdownOutput();
        }

        @Override
        public int read(byte[] bytes, int offset) throws IOException {
            return in.read(bytes, offset, bytes.length - offset);
        }

        @Override
        public boolean holdsMore() throws IOException {
            return records.input().holdsRecord();
        }

        @Override
        public void beforeWait(Action action) {
            records.input().beforeWait(action);
        }

        @Override
        public long sentBytes() {
            return records.output().sent();
        }

        @Override
        public long receivedBytes() {
            return records.input().received();
        }
    }
}
