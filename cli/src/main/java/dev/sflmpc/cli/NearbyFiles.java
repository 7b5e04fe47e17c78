package dev.sflmpc.cli;

import dev.sflmpc.runtime.value.Suggestion;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files beside one that there is not, which may have been meant. */
final class NearbyFiles {

    /** Of a folder with more, the others are not looked at. */
    private static final int MOST_FILES = 1000;

    private static final List<String> PROGRAM_ENDINGS = List.of(".sfl", ".sfc");

    private NearbyFiles() {}

    /** {@code ; did you mean FILE?}, or nothing. */
    static String suggestion(Path missing) {
        return closest(missing)
                .map(name -> "; did you mean " + missing.resolveSibling(name) + "?")
                .orElse("");
    }

    private static Optional<String> closest(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        if (folder == null || missing.getFileName() == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            return closest(missing.getFileName().toString(), names(folder));
        } catch (IOException | DirectoryIteratorException unreadable) {
            return Optional.empty();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                if (names.size() == MOST_FILES) {
                    break;
                }
                names.add(file.getFileName().toString());
            }
        }
        names.sort(null);
        return names;
    }

    /** The program whose ending was left out or is the other one; otherwise a stem like it before the same ending. */
    private static Optional<String> closest(String name, List<String> names) {
        String ending = name.substring(stem(name).length());
        String program = PROGRAM_ENDINGS.contains(ending) ? stem(name) : name;
        for (String other : PROGRAM_ENDINGS) {
            if (names.contains(program + other)) {
                return Optional.of(program + other);
            }
        }
        List<String> stems = names.stream()
                .filter(other -> other.substring(stem(other).length()).equalsIgnoreCase(ending))
                .map(NearbyFiles::stem)
                .toList();
        return Suggestion.closest(stem(name), stems).flatMap(stem -> names.stream()
                .filter(other -> stem(other).equals(stem)
                        && other.substring(stem.length()).equalsIgnoreCase(ending))
                .findFirst());
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
