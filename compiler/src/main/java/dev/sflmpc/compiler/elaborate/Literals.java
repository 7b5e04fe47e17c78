package dev.sflmpc.compiler.elaborate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The literals of a word in one segment, to find it by: two words are the same if their literals are. */
record Literals(int[] bits) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Literals literals && Arrays.equals(bits, literals.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
