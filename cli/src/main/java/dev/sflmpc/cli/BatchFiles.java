package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.value.BatchInput;
import dev.sflmpc.runtime.value.InputException;
import dev.sflmpc.runtime.value.JsonInput;
import java.io.IOException;
import java.nio.file.Path;

/** Files with rows of inputs. */
final class BatchFiles {

    private BatchFiles() {}

    /** Checks all rows of a party's file. */
    static FileRows open(Program program, String party, String file, MpcCommand command)
            throws InputException, Failure {
        if (JsonInput.fields(program, party).isEmpty()) {
            throw command.usage("--batch " + file + ": " + party + " gives no inputs to this program");
        }
        Path path = Path.of(file);
        try {
            return new FileRows(path, BatchInput.check(JsonInput.fields(program, party), path));
        } catch (IOException e) {
            throw Failure.ofFile(file, e);
        }
    }
}
