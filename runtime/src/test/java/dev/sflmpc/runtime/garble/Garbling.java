package dev.sflmpc.runtime.garble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.GateBackend;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.PlainBackend;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** One garbled run of one block in memory, and the same in the clear. */
final class Garbling {

    static final byte[] TRANSCRIPT = "a transcript".getBytes(StandardCharsets.US_ASCII);

    final Delta delta = Delta.random();
    private final GarblingScheme scheme;
    final Block block;
    byte[] rows = new byte[0];
    byte[] dice = new byte[0];
    long[] inputZeroLabels = new long[0];
    long[] zeroLabels = new long[0];
    long[] activeLabels = new long[0];

    Garbling(GarblingScheme scheme, Block block) {
        this.scheme = scheme;
        this.block = block;
    }

    private GateHash hash() {
        return HashSuite.EPOCH1024.create(scheme, TRANSCRIPT);
    }

    /** Garbles into buffers of {@code bufferBytes}, evaluates from buffers of {@code sourceBytes}. */
    Garbling run(long[] inputs, int bufferBytes, int sourceBytes) throws IOException {
        Collector collector = new Collector(bufferBytes);
        int wires = block.inputCount();
        try (GarblingBackend garbler =
                        new GarblingBackend(wireCount(), 1, delta, hash(), collector);
                LabelStream active = LabelStream.random()) {
            garbler.setOwnInputs(0, 0, inputs, 0, wires, active);
            walk(garbler);
            garbler.finish();
            zeroLabels = garbler.outputs(0, wires, block.outputSlots().length);
            inputZeroLabels = garbler.outputs(0, 0, wires);
        }
        rows = collector.rows(scheme);
        dice = collector.dice(scheme);
        evaluate(rows, dice, inputs, sourceBytes);
        return this;
    }

    /** Evaluates {@code otherRows} and {@code otherDice} in place of what was garbled. */
    void evaluate(byte[] otherRows, byte[] otherDice, long[] inputs, int sourceBytes) throws IOException {
        int wires = block.inputCount();
        long[] inputLabels = inputZeroLabels.clone();
        Labels.offset(inputLabels, 0, wires, inputs, 0, delta);
        try (EvaluatingBackend evaluator = new EvaluatingBackend(
                wireCount(), 1, hash(), new Cursor(scheme, otherRows, otherDice, sourceBytes))) {
            evaluator.setInputs(0, 0, inputLabels, 0, wires);
            walk(evaluator);
            evaluator.finish();
            activeLabels = evaluator.outputs(0, wires, block.outputSlots().length);
        }
    }

    /** The outputs that the active labels stand for: 0, 1, or -1 for a label that is not of its wire. */
    int[] decoded() {
        int[] bits = new int[zeroLabels.length / 2];
        for (int i = 0; i < bits.length; i++) {
            long low = zeroLabels[2 * i] ^ activeLabels[2 * i];
            long high = zeroLabels[2 * i + 1] ^ activeLabels[2 * i + 1];
            if (low == 0 && high == 0) {
                bits[i] = 0;
            } else {
                bits[i] = low == delta.low() && high == delta.high() ? 1 : -1;
            }
        }
        return bits;
    }

    int[] plain(long[] inputs) throws IOException {
        PlainBackend plain = new PlainBackend(wireCount());
        for (int i = 0; i < block.inputCount(); i++) {
            plain.memory()[i] = (inputs[i >> 6] >>> i) & 1;
        }
        walk(plain);
        int[] bits = new int[block.outputSlots().length];
        Arrays.setAll(bits, i -> (int) plain.memory()[block.inputCount() + i] & 1);
        return bits;
    }

    private int wireCount() {
        return block.inputCount() + block.outputSlots().length;
    }

    private void walk(GateBackend backend) throws IOException {
        int inputs = block.inputCount();
        Step call = new Step.Call(
                0, List.of(new Place.Wires(0, inputs)), List.of(new Place.Wires(inputs, block.outputSlots().length)));
        Walk.walk(
                new Program(
                        "test",
                        List.of(),
                        List.of(),
                        new Program.Region(0, 0),
                        List.of(),
                        wireCount(),
                        List.of(block),
                        List.of(call)),
                backend);
    }

    /** Keeps the rows. */
    static final class Collector implements TableSink {

        final List<byte[]> buffers = new ArrayList<>();
        private final int bufferBytes;

        Collector(int bufferBytes) {
            this.bufferBytes = bufferBytes;
        }

        @Override
        public byte[] buffer() {
            return new byte[bufferBytes];
        }

        @Override
        public void full(byte[] buffer, int length) {
            buffers.add(Arrays.copyOf(buffer, length));
        }

        /** The rows of all buffers. */
        byte[] rows(GarblingScheme scheme) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            for (byte[] buffer : buffers) {
                rows.write(buffer, 0, scheme.ands(buffer.length) * scheme.rowBytes());
            }
            return rows.toByteArray();
        }

        /** The dicing bits of all buffers, those of a gate in a byte. */
        byte[] dice(GarblingScheme scheme) {
            ByteArrayOutputStream dice = new ByteArrayOutputStream();
            for (byte[] buffer : buffers) {
                int ands = scheme.ands(buffer.length);
                byte[] ofBuffer = new byte[Dice.room(ands)];
                if (scheme == GarblingScheme.THREE_HALVES) {
                    Dice.unpack(buffer, ands * scheme.rowBytes(), ands, ofBuffer);
                }
                dice.write(ofBuffer, 0, ands);
            }
            return dice.toByteArray();
        }

        /** Gives the buffers again as they came. */
        TableSource replay() {
            Iterator<byte[]> left = buffers.iterator();
            return new Cursor(GarblingScheme.HALF_GATES, new byte[0], new byte[0], 0) {
                private byte[] current = new byte[0];

                @Override
                public int next() {
                    current = left.next();
                    return current.length;
                }

                @Override
                public byte[] buffer() {
                    return current;
                }
            };
        }
    }

    /** Gives the rows again, in tables of its own. */
    static class Cursor implements TableSource {

        private final GarblingScheme scheme;
        private final byte[] rows;
        private final byte[] dice;
        private final byte[] buffer;
        private int gate;

        Cursor(GarblingScheme scheme, byte[] rows, byte[] dice, int bufferBytes) {
            this.scheme = scheme;
            this.rows = rows;
            this.dice = dice;
            this.buffer = new byte[bufferBytes];
        }

        @Override
        public int next() {
            int rowBytes = scheme.rowBytes();
            int ands = Math.min(scheme.ands(buffer.length), rows.length / rowBytes - gate);
            System.arraycopy(rows, gate * rowBytes, buffer, 0, ands * rowBytes);
            if (scheme == GarblingScheme.THREE_HALVES) {
                Dice.pack(Arrays.copyOfRange(dice, gate, gate + Dice.room(ands)), ands, buffer, ands * rowBytes);
            }
            gate += ands;
            return (int) scheme.tableBytes(ands);
        }

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public IOException endsWithinGate() {
            return new IOException("a gate's rows are divided");
        }
    }
}
