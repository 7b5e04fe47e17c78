package dev.sflmpc.compiler.format;

import dev.sflmpc.runtime.circuit.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes circuits. Only the gates that outputs need are written. */
public final class CircuitWriter {

    private CircuitWriter() {}

    /**
     * Writes a circuit to a stream, which is left open.
     *
     * @throws CircuitTooLargeException if the format cannot sensibly hold it
     * @throws IllegalArgumentException for {@link CircuitFormat#BRISTOL_OLD}, which is read only
     */
    public static void write(Circuit circuit, CircuitFormat format, OutputStream out)
            throws IOException, CircuitTooLargeException {
        TextSink sink = new TextSink(out);
        switch (format) {
            case BRISTOL_FASHION -> BristolWriter.write(circuit, sink);
            case BLIF -> BlifWriter.write(circuit, sink);
            case AIGER_ASCII -> AigerWriter.write(circuit, sink, false);
            case AIGER_BINARY -> AigerWriter.write(circuit, sink, true);
            case DOT -> DotWriter.write(circuit, sink);
            case BRISTOL_OLD -> throw new IllegalArgumentException("the older Bristol format is read only");
        }
    }

    /**
     * Writes a circuit to a file, replacing what was there when all is written, and its sidecar beside it; a graph has
     * none, nor has what goes into a pipe or a device.
     *
     * @return where the sidecar is, or the file itself when there is none
     * @throws IOException also when the sidecar's place is taken by another file
     */
    public static Path write(Circuit circuit, CircuitFormat format, Path file)
            throws IOException, CircuitTooLargeException {
        boolean described =
                format != CircuitFormat.DOT && !file.equals(Sidecar.pathOf(file)) && WholeFile.isOrdinary(file);
        Path sidecar = described ? Sidecar.pathOf(file) : file;
        if (described && Files.exists(sidecar) && !Sidecar.isSidecar(sidecar)) {
            throw new java.nio.file.FileAlreadyExistsException(
                    sidecar.toString(), null, "the circuit's types and parties belong there, but it is another file");
        }
        WholeFile.<CircuitTooLargeException>write(file, out -> {
            write(circuit, format, out);
            if (described) {
                Sidecar.write(circuit.signature(), sidecar);
            }
        });
        return sidecar;
    }
}
