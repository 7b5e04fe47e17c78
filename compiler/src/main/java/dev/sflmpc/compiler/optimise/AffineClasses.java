package dev.sflmpc.compiler.optimise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One circuit of least multiplicative complexity for each affine class of functions.
 *
 * <p>Two functions are in one class when affine maps of the inputs and affine functions added to the output, all of them
 * free, turn one into the other; there are 3, 8 and 48 classes of functions of three, four and five variables. Classes
 * are told apart by a hash of their sorted spectra and then by {@link Matching}.
 *
 * <p>The resource has one circuit per line, the fewest ANDs first: two hashes that tell the classes apart and the text
 * of a {@link Recipe}. Lines are read when a function with their hash is first asked for. Not for several threads.
 */
final class AffineClasses {

    private static final String RESOURCE = "affine-classes.txt";

    private record Entry(int[] walsh, Recipe recipe) {}

    private final Map<Long, List<String>> lines = new HashMap<>();
    private final Map<Long, List<Entry>> classes = new HashMap<>();
    private final Set<Long> spectra = new HashSet<>();
    private int size;

    /** The classes of the resource. */
    static AffineClasses load() {
        AffineClasses result = new AffineClasses();
        try (InputStream stream = AffineClasses.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                result.remember(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    private void remember(String line) {
        String[] parts = line.split(" ", 3);
        spectra.add(Long.parseUnsignedLong(parts[0], 16));
        lines.computeIfAbsent(Long.parseUnsignedLong(parts[1], 16), key -> new ArrayList<>())
                .add(parts[2]);
        size++;
    }

    /** A line of the resource. */
    static String line(Recipe recipe) {
        Core core = Core.of(recipe.table());
        int[] walsh = Spectra.walsh(core.table());
        return Long.toHexString(spectrum(walsh)) + " " + Long.toHexString(signature(core.dimension(), walsh)) + " "
                + recipe.text();
    }

    int size() {
        return size;
    }

    /** Adds the class of a function unless it is there already. */
    boolean add(Core core, Recipe recipe) {
        if (find(core) != null) {
            return false;
        }
        put(core, recipe);
        size++;
        return true;
    }

    private void put(Core core, Recipe recipe) {
        int[] walsh = Spectra.walsh(core.table());
        Recipe own = restricted(core, recipe);
        classes.computeIfAbsent(signature(core.dimension(), walsh), key -> new ArrayList<>())
                .add(new Entry(walsh, own));
    }

    /** False when no class has a function of this Walsh spectrum. */
    boolean mayHold(int[] walsh) {
        return spectra.contains(spectrum(walsh));
    }

    /** A recipe of the core's function, of as few ANDs as possible; null when its class is not known. */
    @Nullable
    Recipe find(Core core) {
        int[] walsh = Spectra.walsh(core.table());
        long signature = signature(core.dimension(), walsh);
        List<String> unread = lines.remove(signature);
        if (unread != null) {
            for (String text : unread) {
                Recipe recipe = Recipe.parse(text);
                put(Core.of(recipe.table()), recipe);
            }
        }
        List<Entry> entries = classes.get(signature);
        if (entries == null) {
            return null;
        }
        for (Entry entry : entries) {
            Recipe recipe = Matching.transform(core.dimension(), walsh, entry.walsh, entry.recipe);
            if (recipe != null) {
                return recipe;
            }
        }
        return null;
    }

    /** The recipe of a function as a recipe of its core. */
    private static Recipe restricted(Core core, Recipe recipe) {
        int[] forms = new int[Spectra.VARIABLES];
        int count = 0;
        for (int j = 0; j < Spectra.VARIABLES; j++) {
            if ((core.pivots() >>> j & 1) == 0) {
                forms[j] = 1 << count++;
            }
        }
        return recipe.substitute(forms, 0);
    }

    /**
     * A hash of the dimension and of four sorted spectra, none of which affine maps change: the magnitudes of the Walsh
     * spectrum and of the autocorrelation, and the autocorrelations of both.
     */
    private static long signature(int dimension, int[] walsh) {
        int[] correlation = Spectra.autocorrelation(walsh);
        long hash = dimension;
        hash = mix(hash + bag(walsh));
        hash = mix(hash + bag(Spectra.autocorrelation(magnitudes(walsh))));
        hash = mix(hash + bag(correlation));
        return mix(hash + bag(Spectra.autocorrelation(magnitudes(correlation))));
    }

    /** The Hadamard transform of the magnitudes. */
    private static int[] magnitudes(int[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.abs(values[i]);
        }
        Spectra.hadamard(result);
        return result;
    }

    /** A hash of the Walsh spectrum that affine maps do not change, idle variables included. */
    private static long spectrum(int[] walsh) {
        return mix(bag(walsh));
    }

    /** A hash of the magnitudes whatever their order. */
    private static long bag(int[] values) {
        long sum = 0;
        for (int value : values) {
            sum += mix(Math.abs(value) + 1L);
        }
        return sum;
    }

    private static long mix(long value) {
        long h = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
        h = (h ^ h >>> 29) * 0xBF58476D1CE4E5B9L;
        return h ^ h >>> 32;
    }
}
