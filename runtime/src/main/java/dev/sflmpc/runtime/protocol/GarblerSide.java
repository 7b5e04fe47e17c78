package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.GarblingBackend;
import dev.sflmpc.runtime.garble.OutputLabels;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.CorrelatedOtSender;
import dev.sflmpc.runtime.primitive.Bits;
import dev.sflmpc.runtime.primitive.Delta;
import dev.sflmpc.runtime.primitive.LabelStream;
import dev.sflmpc.runtime.primitive.Labels;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** The garbler's course. */
final class GarblerSide implements Side {
    private static final int NONCE_BYTES = 32;

    private final SideContext context;
    private final Messages messages;
    private final SecureRandom random = new SecureRandom();
    private final Delta delta = Delta.random();
    private final CorrelatedOtSender ot;
    private long[] zeroLabels = new long[0];
    private Optional<GarblingBackend> backend = Optional.empty();

    GarblerSide(SideContext context) {
        this.context = context;
        this.messages = context.messages();
        this.ot = new CorrelatedOtSender(context.sessionId(), delta);
    }

    @Override
    public void baseOt() throws IOException, ProtocolException {
        messages.send(MessageType.OT_SETUP, ot.start());
        messages.flush();
        messages.send(
                MessageType.OT_SETUP, ot.respond(messages.receive(MessageType.OT_SETUP, CorrelatedOt.SECOND_BYTES)));
        messages.flush();
        ot.finishSetup(messages.receive(MessageType.OT_SETUP, CorrelatedOt.FOURTH_BYTES));
    }

    @Override
    public void ot() throws IOException, ProtocolException {
        int count = context.otCount(context.otherParty());
        ot.begin(count);
        for (int chunk = 0; chunk < CorrelatedOt.chunks(count); chunk++) {
            ot.extend(messages.receive(MessageType.OT_CHUNK, CorrelatedOt.chunkBytes(count, chunk)));
        }
        zeroLabels = ot.verify(messages.receive(MessageType.OT_PROOF, CorrelatedOt.PROOF_BYTES));
        int inputs = Math.toIntExact(context.program().inputBits(context.otherParty()));
        long[] differences = PackedBits.receive(messages, MessageType.CHOICES, inputs);
        Labels.offset(zeroLabels, 0, inputs, differences, 0, delta);
        int randoms = count - inputs;
        long[] share = random.longs(Bits.words(randoms)).toArray();
        Labels.offset(zeroLabels, inputs, randoms, share, 0, delta);
        Arrays.fill(share, 0);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        messages.send(MessageType.NONCE, nonce);
    }

    @Override
    public void gates(Walk.Listener listener) throws IOException {
        Program program = context.program().program();
        GarblingBackend garbling =
                new GarblingBackend(program.wireCount(), 1, delta, context.gateHash(), new TableMessageSink(messages));
        backend = Optional.of(garbling);
        setInputs(program, garbling);
        Walk.walk(program, garbling, listener);
        garbling.finish();
        messages.flush();
    }

    private void setInputs(Program program, GarblingBackend garbling) {
        int evaluatorBit = 0;
        int ownBit = 0;
        try (LabelStream active = context.garblerInputLabels()) {
            for (Program.Input input : program.inputs()) {
                int width = input.type().widthBits();
                if (input.party().equals(context.party())) {
                    garbling.setOwnInputs(0, input.base(), context.inputBits(), ownBit, width, active);
                    ownBit += width;
                } else {
                    garbling.setInputs(0, input.base(), zeroLabels, evaluatorBit, width);
                    evaluatorBit += width;
                }
            }
        }
        garbling.setInputs(
                0,
                program.random().base(),
                zeroLabels,
                evaluatorBit,
                program.random().widthBits());
        Arrays.fill(zeroLabels, 0);
    }

    @Override
    public void sendOutputs() throws IOException {
        GarblingBackend garbling = backend.orElseThrow();
        for (OutputWires part : OutputWires.of(context.program(), context.otherParty())) {
            long[] labels = garbling.outputs(0, part.wire(), part.count());
            messages.send(
                    MessageType.DECODE,
                    OutputLabels.commitments(context.sessionId(), part.firstBit(), labels, part.count(), delta));
            Arrays.fill(labels, 0);
        }
    }

    @Override
    public long[] receiveOutputs() throws IOException, ProtocolException {
        GarblingBackend garbling = backend.orElseThrow();
        long[] bits = PackedBits.outputs(context);
        for (OutputWires part : OutputWires.of(context.program(), context.party())) {
            byte[] returned = messages.receive(MessageType.RETURNED, part.count() * OutputLabels.RETURNED_BYTES);
            long[] labels = garbling.outputs(0, part.wire(), part.count());
            part.place(OutputLabels.accept(labels, part.count(), delta, returned), bits);
            Arrays.fill(labels, 0);
        }
        return bits;
    }

    @Override
    public void close() {
        Arrays.fill(zeroLabels, 0);
        backend.ifPresent(GarblingBackend::close);
        ot.close();
        delta.close();
    }
}
