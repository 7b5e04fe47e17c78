package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.EvaluatingBackend;
import dev.sflmpc.runtime.garble.GateHash;
import dev.sflmpc.runtime.garble.RowsBackend;
import dev.sflmpc.runtime.garble.TableSource;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The evaluator's course. */
final class EvaluatorSide implements Side {
    private final SideContext context;
    private final Messages messages;
    private final EvaluatorOts ots;
    private long[] activeLabels = new long[0];
    private final TableRoom room;
    private Optional<EvaluatorOutputs> outputs = Optional.empty();

    EvaluatorSide(SideContext context) {
        this.context = context;
        this.messages = context.messages();
        this.room = TableRoom.of(context.threads(), TableQueue.RECEIVED_BYTES);
        this.ots = new EvaluatorOts(messages, context.sessionId(), context.ot());
    }

    @Override
    public void setUp() throws IOException, ProtocolException {
        ots.setUp();
    }

    @Override
    public int ot(Chunk chunk) throws IOException, ProtocolException {
        int count = context.otCount(context.party(), chunk);
        ots.extend(count);
        activeLabels = ots.labels();
        PackedBits.sendDifferences(
                messages, ots.choices(), chunk.inputBits(), context.inputBits(context.party(), chunk));
        messages.flush();
        ots.receiveNonce();
        return count;
    }

    @Override
    public void gates(Chunk chunk, Walk.Listener listener) throws IOException, ProtocolException {
        EvaluatorOutputs labels = EvaluatorOutputs.of(context, chunk);
        outputs = Optional.of(labels);
        try (LabelStream active = context.garblerInputLabels()) {
            new TileWalks(context, chunk, context.gateHash(), listener, room)
                    .evaluate(new TableMessageSource(messages, context.garbling()), new TileWork<>() {
                        @Override
                        public RowsBackend begin(Tile tile, GateHash hash, TableSource tables) {
                            Program program = context.program().program();
                            EvaluatingBackend backend =
                                    new EvaluatingBackend(program.wireCount(), tile.rows(), hash, tables);
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
        } catch (TableMessageSource.WrongTables e) {
            throw e.protocolException();
        }
        Arrays.fill(activeLabels, 0);
    }

    /** Sets row {@code row} of a tile, which is row {@code at} of the chunk. */
    private void setInputs(EvaluatingBackend tile, int row, Chunk chunk, int at, LabelStream active) {
        context.forEachInput(
                at,
                (wire, first, width) -> tile.setInputs(row, wire, activeLabels, first, width),
                (wire, first, width) -> tile.setGarblerInputs(row, wire, width, active));
        Program.Region random = context.program().program().random();
        int ownBits = context.inputBits(context.party(), chunk);
        tile.setInputs(row, random.base(), activeLabels, ownBits + at * random.widthBits(), random.widthBits());
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
        Arrays.fill(activeLabels, 0);
        outputs.ifPresent(EvaluatorOutputs::wipe);
        ots.close();
    }
}
