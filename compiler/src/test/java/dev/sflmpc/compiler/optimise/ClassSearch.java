package dev.sflmpc.compiler.optimise;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds the circuits of the resource {@code affine-classes.txt}: run {@link #main} to print it.
 *
 * <p>Circuits are tried in the order of their AND gates, so the first circuit of a class is one of the fewest. Up to
 * three gates the search is exhaustive: the first two gates are one of four pairs up to affine maps of the inputs, and
 * constants within operands only add sums of earlier gates to the output. Four gates are drawn at random until the 48
 * classes of five variables are complete, which four gates suffice for.
 */
final class ClassSearch {

    /** Classes of functions of exactly 0, 1, ... 5 variables, none of them idle up to affine maps. */
    static final int[] CORES = {1, 0, 1, 1, 5, 40};

    private static final int[][] PAIRS = {
        {0x1, 0x2, 0x4, 0x8}, {0x1, 0x2, 0x1, 0x4}, {0x1, 0x2, 0x40, 0x4}, {0x1, 0x2, 0x48, 0x4}
    };

    private final AffineClasses classes = new AffineClasses();
    private final List<Recipe> found = new ArrayList<>();
    private final int[] cores = new int[Spectra.VARIABLES + 1];

    public static void main(String[] arguments) {
        ClassSearch search = new ClassSearch();
        search.exhaust();
        search.draw(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
        for (Recipe recipe : search.found) {
            System.out.println(AffineClasses.line(recipe));
        }
    }

    List<Recipe> found() {
        return found;
    }

    /** All classes of at most three gates. */
    void exhaust() {
        offer(new int[] {0});
        offer(new int[] {0x1, 0x2, 0x40});
        for (int[] pair : PAIRS) {
            for (int output = 0x80; output < 0x100; output += 0x40) {
                offer(new int[] {pair[0], pair[1], pair[2], pair[3], output});
            }
        }
        for (int[] pair : PAIRS) {
            exhaustThird(pair);
        }
    }

    private void exhaustThird(int[] pair) {
        for (int a = 1; a < 0x100; a++) {
            for (int b = a + 1; b < 0x100; b++) {
                if (b < (a ^ b)) {
                    for (int output = 0x100; output < 0x200; output += 0x40) {
                        offer(new int[] {pair[0], pair[1], pair[2], pair[3], a, b, output});
                    }
                }
            }
        }
    }

    /** Four gates: until five variables are complete, and at least {@code tries} circuits. */
    void draw(int tries) {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < tries || cores[5] < CORES[5]; i++) {
            int[] pair = PAIRS[random.nextInt(PAIRS.length)];
            int variables = cores[5] < CORES[5] ? 0x1F : 0x3F;
            int third = sum(random, variables | 0xC0);
            offer(new int[] {
                pair[0],
                pair[1],
                pair[2],
                pair[3],
                third,
                sum(random, variables | 0xC0),
                sum(random, variables | 0x1C0),
                sum(random, variables | 0x1C0),
                0x200 | random.nextInt() & 0x1C0
            });
        }
    }

    private static int sum(SplittableRandom random, int mask) {
        int dense = random.nextInt();
        int first = random.nextInt();
        int second = random.nextInt();
        return dense & (first | second) & mask;
    }

    private void offer(int[] sums) {
        Recipe recipe = new Recipe(sums);
        Core core = Core.of(recipe.table());
        if (classes.add(core, recipe)) {
            found.add(recipe);
            cores[core.dimension()]++;
        }
    }
}
