package dev.sflmpc.cli;

import java.nio.file.Path;
import java.util.Map;

/** Whether the program is usable, and which it is. */
record ProgramCheck(Examination examination) {

    /** The digest, or nothing if the program is not usable. */
    String digest(Path file, Map<String, String> params, MpcCommand command) {
        try {
            String digest = ProgramInfo.digest(ProgramArgument.load(file, params, command));
            examination.add(Finding.ok("program", file + " has digest " + digest));
            return digest;
        } catch (Failure wrong) {
            examination.add(Finding.problem(
                    "program", String.valueOf(wrong.getMessage()), "name a program that compiles", wrong.exitCode()));
        }
        return "";
    }
}
