package dev.sflmpc.runtime.value;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Which name somebody may have meant. */
public final class Suggestion {

    private static final int MAX_NAME_LENGTH = 64;

    /** Shorter names are all alike: only another case may have been meant. */
    private static final int SHORT_NAME = 3;

    private Suggestion() {}

    /** The known name that takes the fewest edits, if those are few for a name of this length. */
    public static Optional<String> closest(String name, Collection<String> known) {
        int allowed = name.length() < SHORT_NAME ? 0 : Math.max(1, name.length() / 3);
        int fewest = allowed + 1;
        String closest = "";
        for (String candidate : known) {
            int edits = Math.max(name.length(), candidate.length()) > MAX_NAME_LENGTH ? fewest : edits(name, candidate);
            if (edits < fewest) {
                fewest = edits;
                closest = candidate;
            }
        }
        return closest.isEmpty() ? Optional.empty() : Optional.of(closest);
    }

    /** Insertions, deletions, replacements and swaps of neighbours; a difference in case counts nothing. */
    private static int edits(String from, String to) {
        String source = from.toLowerCase(Locale.ROOT);
        String target = to.toLowerCase(Locale.ROOT);
        int[][] edits = new int[source.length() + 1][target.length() + 1];
        for (int i = 0; i <= source.length(); i++) {
            for (int j = 0; j <= target.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, source, target, i, j);
            }
        }
        return edits[source.length()][target.length()];
    }

    private static int least(int[][] edits, String source, String target, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (source.charAt(i - 1) == target.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && source.charAt(i - 1) == target.charAt(j - 2)
                && source.charAt(i - 2) == target.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
