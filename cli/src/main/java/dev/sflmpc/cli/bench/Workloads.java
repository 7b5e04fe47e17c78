package dev.sflmpc.cli.bench;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.compiler.arithmetic.Divider;
import dev.sflmpc.compiler.arithmetic.crypto.Aes;
import dev.sflmpc.compiler.arithmetic.crypto.Sha2;
import dev.sflmpc.compiler.assemble.BlockAssembler;
import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The circuits that are measured, made by this compiler from its own blocks and from SFL. */
public final class Workloads {

    /** 32-bit multiplications in a chain; {@code ROUNDS} says how many. */
    static final String MULTIPLICATIONS = "multiplications.sfl";

    /** A program of a few dozen gates. */
    static final String TINY = "millionaires.sfl";

    private static final int CHAIN_ROUNDS = 64;

    private Workloads() {}

    /** One AES-128 encryption with its key schedule: wide layers, many XORs. */
    public static Workload aes128() {
        Netlist net = new Netlist();
        int[] inputs = net.inputs(256);
        int[] outputs = Aes.encrypt(net, word(inputs, 0, 128), word(inputs, 128, 128));
        return new Workload("aes128", "AES-128 with key schedule", oneCall("aes128", net, inputs, outputs));
    }

    /** One SHA-256 compression: layers of a dozen ANDs. */
    public static Workload sha256() {
        Netlist net = new Netlist();
        int[] inputs = net.inputs(768);
        int[] outputs = Sha2.SHA256.compress(net, word(inputs, 0, 256), word(inputs, 256, 512));
        return new Workload("sha256", "SHA-256 compression", oneCall("sha256", net, inputs, outputs));
    }

    /** 32-bit multiplications in a chain, one call of a small block for each. */
    public static Workload mul32() {
        return new Workload("mul32", "32-bit multiplications in a chain", chain(CHAIN_ROUNDS));
    }

    /** One 64-bit division: about one AND a layer. */
    public static Workload div64() {
        Netlist net = new Netlist();
        int[] inputs = net.inputs(128);
        int[] outputs = Divider.quotient(net, word(inputs, 0, 64), word(inputs, 64, 64), false);
        return new Workload("div64", "64-bit division", oneCall("div64", net, inputs, outputs));
    }

    /** The chain of multiplications as a program for two parties. */
    public static Program chain(long rounds) {
        return compiled(MULTIPLICATIONS, Map.of("ROUNDS", Long.toString(rounds)));
    }

    static Program compiled(String resource, Map<String, String> params) {
        CompileResult result = SflCompiler.compileText(resource, text(resource), new CompileOptions(params));
        return result.program()
                .orElseThrow(() -> new IllegalStateException(result.diagnostics().stream()
                        .map(new DiagnosticRenderer(false)::render)
                        .collect(Collectors.joining("\n"))));
    }

    static String text(String resource) {
        try (InputStream stream = Workloads.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program oneCall(String name, Netlist net, int[] inputs, int[] outputs) {
        Step call = new Step.Call(
                0, List.of(new Place.Wires(0, inputs.length)), List.of(new Place.Wires(inputs.length, outputs.length)));
        return new Program(
                name,
                List.of(),
                List.of(),
                new Program.Region(0, 0),
                List.of(),
                inputs.length + outputs.length,
                List.of(BlockAssembler.assemble(net, inputs, outputs)),
                List.of(call));
    }

    private static int[] word(int[] wires, int from, int length) {
        return Arrays.copyOfRange(wires, from, from + length);
    }
}
