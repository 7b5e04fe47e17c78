package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.RowsBackend;
import dev.sflmpc.runtime.garble.TableSink;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The garbler's course. */
final class GarblerSide implements Side {
    private final SideContext context;
    private final Messages messages;
    private final Delta delta = Delta.random();
    private final GarblerOts ots;
    private long[] zeroLabels = new long[0];
    private final TableRoom room;
    private Optional<GarblerOutputs> outputs = Optional.empty();

    GarblerSide(SideContext context) {
        this.context = context;
        this.messages = context.messages();
        this.room = TableRoom.of(context.threads(), TableQueue.MADE_BYTES);
        this.ots = new GarblerOts(messages, context.sessionId(), context.ot(), delta);
    }

    @Override
    public void setUp() throws IOException, ProtocolException {
        ots.setUp();
    }

    @Override
    public int ot(Chunk chunk) throws IOException, ProtocolException {
        int count = context.otCount(context.otherParty(), chunk);
        zeroLabels = ots.extend(count);
        int inputs = context.inputBits(context.otherParty(), chunk);
        long[] differences = PackedBits.receive(messages, MessageType.CHOICES, inputs);
        Labels.offset(zeroLabels, 0, inputs, differences, 0, delta);
        ots.randomise(zeroLabels, inputs, context.randomBits(chunk));
        ots.sendNonce();
        return count;
    }

    @Override
    public void gates(Chunk chunk, Walk.Listener listener) throws IOException {
        GarblerOutputs labels = GarblerOutputs.of(context, delta, chunk);
        outputs = Optional.of(labels);
        try (LabelStream active = context.garblerInputLabels()) {
            new TileWalks(context, chunk, context.gateHash(), listener, room)
                    .garble(new TableMessageSink(messages), new TileWork<>() {
                        @Override
                        public RowsBackend begin(Tile tile, GateHash hash, TableSink tables) {
                            Program program = context.program().program();
                            GarblingBackend backend =
                                    new GarblingBackend(program.wireCount(), tile.rows(), delta, hash, tables);
                            for (int row = 0; row < tile.rows(); row++) {
                                setInputs(backend, row, chunk, tile.first() + row, active);
                            }
                            return backend;
                        }

                        @Override
                        public void end(Tile tile, RowsBackend backend) {
                            labels.own().add(tile, backend);
                            labels.others().add(tile, backend);
                        }
                    });
        }
        Arrays.fill(zeroLabels, 0);
        messages.flush();
    }

    /** Sets row {@code row} of a tile, which is row {@code at} of the chunk. */
    private void setInputs(GarblingBackend tile, int row, Chunk chunk, int at, LabelStream active) {
        context.forEachInput(
                at,
                (wire, first, width) -> tile.setOwnInputs(row, wire, chunk.inputBits(), first, width, active),
                (wire, first, width) -> tile.setInputs(row, wire, zeroLabels, first, width));
        Program.Region random = context.program().program().random();
        int otherBits = context.inputBits(context.otherParty(), chunk);
        tile.setInputs(row, random.base(), zeroLabels, otherBits + at * random.widthBits(), random.widthBits());
    }

    @Override
    public void sendOutputs() throws IOException {
        outputs.orElseThrow().send();
    }

    @Override
    public long[] receiveOutputs() throws IOException, ProtocolException {
        return outputs.orElseThrow().receive();
    }

    @Override
    public void close() {
        Arrays.fill(zeroLabels, 0);
        outputs.ifPresent(GarblerOutputs::wipe);
        ots.close();
        delta.close();
    }
}
