package dev.sflmpc.runtime.circuit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Which places of the source the AND gates of a program come from.
 *
 * <p>A <i>place</i> is a line of a function, and the place of the call that led there: places are a forest of call paths.
 * Numbers of places count from 1, {@code places.get(p - 1)}; 0 is nowhere. A <i>profile</i> says how many AND gates of a
 * block each place has. Each call of a block in the schedule has one, and the place of the call of the source from which it
 * was reached, at which the profile's paths begin: what functions that were compiled once cost is told apart by their
 * calls.
 *
 * <p>Knows nothing of the source language. Not part of a program's digest.
 *
 * @param functions names of functions
 * @param calls one for each call of the schedule, in the order of the text
 */
public record CostMap(
        List<Source> sources, List<String> functions, List<Place> places, List<Profile> profiles, List<Call> calls) {

    /** The section of an {@code .sfc} file that keeps it. */
    public static final int SECTION = 1;

    /**
     * A source file.
     *
     * @param name as seen from the folder of the program's own source, with {@code /}
     * @param digest SHA-256 of the text in UTF-8, in hexadecimal
     * @param text of the file, if it is kept
     */
    public record Source(String name, String digest, Optional<String> text) {

        /** A file with its text. */
        public static Source of(String name, String text) {
            return new Source(name, digestOf(text), Optional.of(text));
        }

        /** SHA-256 of a text in UTF-8, in hexadecimal. */
        public static String digestOf(String text) {
            try {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /**
     * A line as it is reached by calls.
     *
     * @param caller the place of the call; smaller than this place's number, 0 if this begins a path
     * @param function index of the function whose line it is
     * @param source index of the file
     * @param line counted from 1
     */
    public record Place(int caller, int function, int source, int line) {}

    /**
     * What a place has of a block.
     *
     * @param place 0 for gates that belong to nothing
     * @param executions how often the block stands for an execution of a statement there
     */
    public record Share(int place, int ands, int executions) {}

    /** What the places have of a block. */
    public record Profile(List<Share> shares) {
        public Profile {
            shares = List.copyOf(shares);
        }

        /** AND gates of the block. */
        public long andCount() {
            return shares.stream().mapToLong(Share::ands).sum();
        }
    }

    /**
     * What a call of the schedule costs.
     *
     * @param profile index into the profiles
     * @param base the place of the source's call that led here; 0 for none
     */
    public record Call(int profile, int base) {}

    public CostMap {
        sources = List.copyOf(sources);
        functions = List.copyOf(functions);
        places = List.copyOf(places);
        profiles = List.copyOf(profiles);
        calls = List.copyOf(calls);
    }

    /** The same without the texts of the source files. */
    public CostMap withoutTexts() {
        List<Source> bare = sources.stream()
                .map(source -> new Source(source.name(), source.digest(), Optional.empty()))
                .toList();
        return new CostMap(bare, functions, places, profiles, calls);
    }
}
