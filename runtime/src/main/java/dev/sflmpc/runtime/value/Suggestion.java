package dev.sflmpc.runtime.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Which name somebody may have meant. */
final class Suggestion {

    private static final int MAX_NAME_LENGTH = 64;

    private Suggestion() {}

    /** The known name that takes the fewest edits, if those are few for a name of this length. */
    static Optional<String> closest(String name, Collection<String> known) {
        int fewest = Math.max(1, name.length() / 3) + 1;
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

    /** Insertions, deletions and replacements; a difference in case counts nothing. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
