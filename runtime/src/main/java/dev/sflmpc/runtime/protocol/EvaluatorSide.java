package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import dev.sflmpc.runtime.failure.ProtocolException;
import dev.sflmpc.runtime.garble.EvaluatingBackend;
import dev.sflmpc.runtime.garble.OutputLabels;
import dev.sflmpc.runtime.ot.CorrelatedOt;
import dev.sflmpc.runtime.ot.CorrelatedOtReceiver;
import dev.sflmpc.runtime.primitive.LabelStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The evaluator's course. */
final class EvaluatorSide implements Side {
    private static final int NONCE_BYTES = 32;

    private final SideContext context;
    private final Messages messages;
    private final CorrelatedOtReceiver ot;
    private long[] activeLabels = new long[0];
    private Optional<EvaluatingBackend> backend = Optional.empty();

    EvaluatorSide(SideContext context) {
        this.context = context;
        this.messages = context.messages();
        this.ot = new CorrelatedOtReceiver(context.sessionId());
    }

    @Override
    public void baseOt() throws IOException, ProtocolException {
        byte[] first = messages.receive(MessageType.OT_SETUP, CorrelatedOt.FIRST_BYTES);
        messages.send(MessageType.OT_SETUP, ot.respond(first));
        messages.flush();
        byte[] third = messages.receive(MessageType.OT_SETUP, CorrelatedOt.THIRD_BYTES);
        messages.send(MessageType.OT_SETUP, ot.finishSetup(third));
    }

    @Override
    public void ot() throws IOException, ProtocolException {
        int count = context.otCount(context.party());
        ot.begin(count);
        for (int chunk = 0; chunk < CorrelatedOt.chunks(count); chunk++) {
            messages.send(MessageType.OT_CHUNK, ot.extend());
        }
        messages.send(MessageType.OT_PROOF, ot.prove());
        activeLabels = ot.labels();
        long[] differences = ot.choices();
        long[] inputs = context.inputBits();
        for (int word = 0; word < inputs.length; word++) {
            differences[word] ^= inputs[word];
        }
        PackedBits.send(
                messages,
                MessageType.CHOICES,
                differences,
                Math.toIntExact(context.program().inputBits(context.party())));
        Arrays.fill(differences, 0);
        messages.flush();
        byte[] nonce = messages.receive(MessageType.NONCE, NONCE_BYTES);
        assert nonce.length == NONCE_BYTES : "it is in the transcript";
    }

    @Override
    public void gates(Walk.Listener listener) throws IOException, ProtocolException {
        Program program = context.program().program();
        EvaluatingBackend evaluating = new EvaluatingBackend(
                program.wireCount(),
                1,
                context.gateHash(),
                new TableMessageSource(messages, context.program().andCount()));
        backend = Optional.of(evaluating);
        setInputs(program, evaluating);
        try {
            Walk.walk(program, evaluating, listener);
        } catch (TableMessageSource.WrongTables e) {
            throw e.protocolException();
        }
        evaluating.finish();
    }

    private void setInputs(Program program, EvaluatingBackend evaluating) {
        int ownBit = 0;
        try (LabelStream active = context.garblerInputLabels()) {
            for (Program.Input input : program.inputs()) {
                int width = input.type().widthBits();
                if (input.party().equals(context.party())) {
                    evaluating.setInputs(0, input.base(), activeLabels, ownBit, width);
                    ownBit += width;
                } else {
                    evaluating.setGarblerInputs(0, input.base(), width, active);
                }
            }
        }
        evaluating.setInputs(
                0,
                program.random().base(),
                activeLabels,
                ownBit,
                program.random().widthBits());
        Arrays.fill(activeLabels, 0);
    }

    @Override
    public void sendOutputs() throws IOException {
        EvaluatingBackend evaluating = backend.orElseThrow();
        for (OutputWires part : OutputWires.of(context.program(), context.otherParty())) {
            long[] labels = evaluating.outputs(0, part.wire(), part.count());
            messages.send(MessageType.RETURNED, OutputLabels.returned(labels, part.count()));
        }
    }

    @Override
    public long[] receiveOutputs() throws IOException, ProtocolException {
        EvaluatingBackend evaluating = backend.orElseThrow();
        long[] bits = PackedBits.outputs(context);
        for (OutputWires part : OutputWires.of(context.program(), context.party())) {
            byte[] commitments = messages.receive(MessageType.DECODE, part.count() * OutputLabels.COMMITMENT_BYTES);
            long[] labels = evaluating.outputs(0, part.wire(), part.count());
            part.place(
                    OutputLabels.open(context.sessionId(), part.firstBit(), labels, part.count(), commitments), bits);
        }
        return bits;
    }

    @Override
    public void close() {
        Arrays.fill(activeLabels, 0);
        backend.ifPresent(EvaluatingBackend::close);
        ot.close();
    }
}
