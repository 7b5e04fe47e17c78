package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.compiler.optimise.SearchPass;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffortTest {

    private static final OptimiserOptions OPTIONS = OptimiserOptions.ofLevel(1);
    private static final int NODES = 1_000;
    private static final Effort.Outcome IN_VAIN = new Effort.Outcome(1, Set.of(SearchPass.TABLES));

    private static Effort.Grant large(Effort effort) {
        return effort.grant(OPTIONS, NODES, true);
    }

    @Test
    void grant_smallBlock_getsAllThatIsLeft() {
        Effort effort = new Effort(500);
        Effort.Grant first = effort.grant(OPTIONS, NODES, false);
        assertEquals(500, first.options().work());
        first.outcome().complete(new Effort.Outcome(120, Set.of()));
        assertEquals(380, effort.grant(OPTIONS, NODES, false).options().work());
    }

    @Test
    void grant_besideALargeBlock_isWhatThatOneCannotUse() {
        Effort effort = new Effort(60L * NODES);
        long first = large(effort).options().work();
        assertTrue(first < 60L * NODES);
        assertEquals(60L * NODES - first, large(effort).options().work());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void grant_besideALargeBlockOfHighLevels_isSomething(int level) {
        OptimiserOptions options = OptimiserOptions.ofLevel(level);
        Effort effort = new Effort(10 * options.effort());
        assertEquals(
                options.effort(), effort.grant(options, NODES, true).options().work());
        assertEquals(
                options.effort(), effort.grant(options, NODES, true).options().work());
    }

    @Test
    void grant_ofALargeBlock_knowsTheLastButThreeAndNothingOfThoseAfterIt() {
        for (boolean areOthersDone : new boolean[] {false, true}) {
            Effort effort = new Effort(200L * NODES);
            Effort.Grant first = large(effort);
            first.outcome().complete(new Effort.Outcome(10L * NODES, Set.of()));
            long reserved = 0;
            for (int i = 0; i < 3; i++) {
                Effort.Grant open = large(effort);
                reserved += open.options().work();
                if (areOthersDone) {
                    open.outcome().complete(IN_VAIN);
                }
            }
            assertEquals(190L * NODES - reserved, large(effort).options().work());
        }
    }

    @Test
    void grant_whenNothingIsLeft_isEnoughToLookAtEachNodeOfALargeBlock() {
        Effort effort = new Effort(10);
        for (int i = 0; i < 8; i++) {
            Effort.Grant grant = large(effort);
            assertEquals(2L * NODES, grant.options().work());
            grant.outcome().complete(new Effort.Outcome(2L * NODES, Set.of()));
        }
        assertEquals(0, effort.grant(OPTIONS, NODES, false).options().work());
    }

    @Test
    void grant_afterBlocksThatGainedNothing_leavesThePassOutAndTriesAgain() {
        Effort effort = new Effort(1L << 40);
        boolean[] isLeftOut = new boolean[40];
        for (int i = 0; i < isLeftOut.length; i++) {
            Effort.Grant grant = large(effort);
            isLeftOut[i] = grant.options().leftOut().contains(SearchPass.TABLES);
            grant.outcome().complete(isLeftOut[i] ? Effort.Outcome.NONE : IN_VAIN);
        }
        assertFalse(isLeftOut[3]);
        assertTrue(isLeftOut[8]);
        assertFalse(isLeftOut[32]);
        assertTrue(isLeftOut[33]);
    }

    @Test
    void grant_afterAPassGainedAgain_hasItAgain() {
        Effort effort = new Effort(1L << 40);
        for (int i = 0; i < 32; i++) {
            large(effort).outcome().complete(IN_VAIN);
        }
        Effort.Grant trial = large(effort);
        assertEquals(Set.of(), trial.options().leftOut());
        trial.outcome().complete(Effort.Outcome.NONE);
        for (int i = 0; i < 3; i++) {
            large(effort).outcome().complete(Effort.Outcome.NONE);
        }
        assertEquals(Set.of(), large(effort).options().leftOut());
    }
}
