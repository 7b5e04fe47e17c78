package dev.sflmpc.compiler.optimise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One circuit of least multiplicative complexity for each affine class of functions.
 *
 * <p>Two functions are in one class when affine maps of the inputs and affine functions added to the output, all of them
 * free, turn one into the other; there are 3, 8 and 48 classes of functions of three, four and five variables. Classes
 * are told apart by the sorted magnitudes of their Walsh and autocorrelation spectra and then by {@link Matching}.
 *
 * <p>The resource has one circuit per line, the fewest ANDs first: the dimension and the sums of a {@link Recipe} in
 * hexadecimal.
 */
final class AffineClasses {

    private static final String RESOURCE = "affine-classes.txt";

    private record Entry(int[] walsh, Recipe recipe) {}

    private final Map<List<Integer>, List<Entry>> classes = new HashMap<>();
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
                Recipe recipe = parse(line);
                result.add(Core.of(recipe.table()), recipe);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    static Recipe parse(String line) {
        String[] parts = line.split(" ", -1);
        int[] sums = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            sums[i] = Integer.parseInt(parts[i], 16);
        }
        return new Recipe(sums);
    }

    int size() {
        return size;
    }

    /** Adds the class of a function unless it is there already. */
    boolean add(Core core, Recipe recipe) {
        if (find(core) != null) {
            return false;
        }
        int[] walsh = Spectra.walsh(core.table());
        Recipe own = restricted(core, recipe);
        classes.computeIfAbsent(signature(core.dimension(), walsh), key -> new ArrayList<>())
                .add(new Entry(walsh, own));
        size++;
        return true;
    }

    /** A recipe of the core's function, of as few ANDs as possible; null when its class is not known. */
    @Nullable Recipe find(Core core) {
        int[] walsh = Spectra.walsh(core.table());
        List<Entry> entries = classes.get(signature(core.dimension(), walsh));
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

    private static List<Integer> signature(int dimension, int[] walsh) {
        int[] correlation = Spectra.autocorrelation(walsh);
        Integer[] histogram = new Integer[2 * (Spectra.POINTS / 2 + 1) + 1];
        Arrays.fill(histogram, 0);
        histogram[0] = dimension;
        for (int i = 0; i < Spectra.POINTS; i++) {
            histogram[1 + Math.abs(walsh[i]) / 2]++;
            histogram[34 + Math.abs(correlation[i]) / 2]++;
        }
        return List.of(histogram);
    }
}
