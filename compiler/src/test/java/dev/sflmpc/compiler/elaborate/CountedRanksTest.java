package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words put in order by counting how many are less than each. */
class CountedRanksTest {

    private static final String MEDIAN = """
            let mut m: Word = 0;
            for i in 0..N {
                let mut c: u8 = 0;
                for j in 0..N {
                    if x[j] < x[i] { c += 1; } else if x[j] == x[i] { if j < i { c += 1; } }
                }
                if c == N / 2 { m = x[i]; }
            }
            return [m; N];""";
    private static final String MEDIAN_WITH_TIES = """
            let mut m: Word = 0;
            for i in 0..N {
                let mut less: u8 = 0;
                let mut same: u8 = 0;
                for y in x { if y < x[i] { less += 1; } if y == x[i] { same += 1; } }
                if less <= N / 2 && less + same > N / 2 { m = x[i]; }
            }
            return [m; N];""";
    private static final String SORT = """
            let mut rank: u8[N] = [0; N];
            for i in 0..N { for j in i + 1..N { if x[i] > x[j] { rank[i] += 1; } else { rank[j] += 1; } } }
            let mut o: Word[N] = [0; N];
            for p in 0..N { for i in 0..N { if rank[i] == p { o[p] = x[i]; } } }
            return o;""";
    private static final String SCATTER = """
            let mut o: Word[N] = [0; N];
            for i in 0..N {
                let mut k: u8 = 0;
                for j in 0..N { if x[j] < x[i] || x[j] == x[i] && j < i { k += 1; } }
                o[k] = x[i];
            }
            return o;""";

    private static String program(int count, int width, String body) {
        return "program test;\nparty alice, bob;\nparam N = " + count + ";\ntype Word = uint<" + width
                + ">;\nfn main(a: Word[N] from alice, b: Word[N] from bob) -> (r: Word[N] to all) {\n"
                + "let mut x: Word[N] = [0; N]; for i in 0..N { x[i] = a[i] ^ b[i]; }\n" + body + " }";
    }

    private static void check(int count, int width, int most, String body) {
        int ands = Shapes.andCount(program(count, width, body));
        assertTrue(ands <= most, body + " costs " + ands);
    }

    @ParameterizedTest
    @ValueSource(strings = {MEDIAN, MEDIAN_WITH_TIES})
    void elaborate_medianByRanks_costsAMedian(String body) {
        check(3, 16, 77, body);
        check(5, 8, 120, body);
    }

    /** Five exchanges of four words, an AND less than two for each bit. */
    @ParameterizedTest
    @ValueSource(strings = {SORT, SCATTER})
    void elaborate_sortByRanks_costsANetwork(String body) {
        check(4, 16, 5 * 31, body);
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "4, 1"})
    void elaborate_ranks_areWhatTheProgramSays(int count, int width) {
        for (String body : new String[] {MEDIAN, MEDIAN_WITH_TIES, SORT, SCATTER}) {
            Shapes.assertEqualsInterpretation(program(count, width, body));
        }
    }

    /** One word is less than no other. */
    @Test
    void elaborate_almostRanks_areWhatTheProgramSays() {
        Shapes.assertEqualsInterpretation(program(3, 2, SORT.replace("if x[i] >", "if i == 1 && x[i] >")));
    }
}
