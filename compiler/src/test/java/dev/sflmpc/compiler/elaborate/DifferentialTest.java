package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.runtime.circuit.ProgramFormatException;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs, compiled to several shapes, against the interpretation of their text. */
class DifferentialTest {

    private static final int PROGRAMS_PER_TEST = 25;

    static LongStream firstSeeds() {
        return LongStream.range(0, 10).map(batch -> batch * PROGRAMS_PER_TEST);
    }

    static LongStream manyFirstSeeds() {
        return LongStream.range(10, 2000).map(batch -> batch * PROGRAMS_PER_TEST);
    }

    @ParameterizedTest(name = "25 programs from seed {0}")
    @MethodSource("firstSeeds")
    void elaborate_generatedProgram_computesWhatItsTextSays(long firstSeed) {
        for (int i = 0; i < PROGRAMS_PER_TEST; i++) {
            Shapes.assertEqualsInterpretation(firstSeed + i);
        }
    }

    /** Adders that were to be made as a whole although one needed what came of the other, without end. */
    @Test
    void elaborate_programWithAddersThatNeedEachOther_isCompiled() {
        Shapes.assertEqualsInterpretation(5434);
    }

    @Tag("soak")
    @ParameterizedTest(name = "25 programs from seed {0}")
    @MethodSource("manyFirstSeeds")
    void elaborate_manyGeneratedPrograms_computeWhatTheirTextSays(long firstSeed) {
        for (int i = 0; i < PROGRAMS_PER_TEST; i++) {
            Shapes.assertEqualsInterpretation(firstSeed + i);
        }
    }

    @ParameterizedTest(name = "5 programs from seed {0}")
    @MethodSource("firstSeeds")
    void elaborate_generatedProgramTwice_givesTheSameDigestAndFile(long firstSeed)
            throws IOException, ProgramFormatException {
        for (int i = 0; i < 5; i++) {
            Shapes.assertSameAgain(firstSeed + i);
        }
    }
}
