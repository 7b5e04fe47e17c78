package dev.sflmpc.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A sample: a folder {@code NAME} with {@code NAME.sfl}, a {@code PARTY.json} for each party, what {@code mpc run} prints in
 * {@code expected.json}, and a {@code README.md}.
 */
record Sample(String name, Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Sample of(String name) {
        return new Sample(name, Launcher.root().resolve("samples").resolve(name));
    }

    /** Every folder of the module that holds a program of its own name. */
    static List<Sample> all() {
        return list(Launcher.root().resolve("samples")).stream()
                .map(folder -> new Sample(folder.getFileName().toString(), folder))
                .filter(sample -> Files.exists(sample.source()))
                .toList();
    }

    /** All but the one that takes too long to do everything with: {@link Ed25519SignTest} has its tests. */
    static List<Sample> quick() {
        return all().stream()
                .filter(sample -> !sample.name().equals("ed25519-sign"))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path source() {
        return folder.resolve(name + ".sfl");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path input(String party) {
        return folder.resolve(party + ".json");
    }

    JsonNode json(String file) {
        return parse(read(folder.resolve(file)));
    }

    JsonNode expected() {
        return json("expected.json");
    }

    /** What one party learns: the empty object if nothing. */
    JsonNode expected(String party) {
        return expected().path(party).isMissingNode()
                ? JSON.createObjectNode()
                : expected().path(party);
    }

    /** Those that have an input, in alphabetical order. */
    List<String> parties() {
        return list(folder).stream()
                .map(file -> file.getFileName().toString())
                .filter(file -> file.matches("(?!expected)[a-z_]+\\.json"))
                .map(file -> file.substring(0, file.length() - ".json".length()))
                .toList();
    }

    /** A command with all parties' inputs. */
    List<String> withInputs(String command, Path program) {
        List<String> arguments = new ArrayList<>(List.of(command, program.toString()));
        for (String party : parties()) {
            arguments.add("--input");
            arguments.add(party + "=" + input(party));
        }
        return arguments;
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
