package dev.sflmpc.compiler.arithmetic;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TournamentTest {

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 5", "3, 3", "4, 3", "5, 2", "6, 2", "7, 8", "11, 1", "16, 32"})
    void winner_anyWords_isTheFirstExtremum(int count, int n) {
        int[] widths = new int[count];
        Arrays.fill(widths, n);
        for (boolean signed : new boolean[] {false, true}) {
            Check.computes((net, w) -> joined(Tournament.min(net, w, signed)), v -> expected(v, n, signed, 1), widths);
            Check.computes((net, w) -> joined(Tournament.max(net, w, signed)), v -> expected(v, n, signed, -1), widths);
        }
    }

    @Test
    void andCount_sixteenWords_isAsDocumented() {
        int[] widths = new int[16];
        Arrays.fill(widths, 32);
        Check.costs(971, (net, w) -> joined(Tournament.min(net, w, false)), widths);
        Check.costs(960, (net, w) -> Tournament.max(net, w, true).value(), widths);
    }

    private static int[] joined(Tournament.Winner winner) {
        return Words.concat(winner.value(), winner.index());
    }

    private static BigInteger expected(BigInteger[] v, int n, boolean signed, int sign) {
        int best = 0;
        for (int i = 1; i < v.length; i++) {
            int order = Check.read(v[i], n, signed).compareTo(Check.read(v[best], n, signed));
            best = order * sign < 0 ? i : best;
        }
        return Check.concat(v[best], n, BigInteger.valueOf(best));
    }
}
