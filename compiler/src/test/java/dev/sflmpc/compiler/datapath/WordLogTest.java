package dev.sflmpc.compiler.datapath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.datapath.WordOperation.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is noted of words, and forgotten. */
class WordLogTest {

    @Test
    void truncate_toASizeOfBefore_forgetsWhatWasNotedSince() {
        WordLog log = new WordLog();
        log.condition(2);
        int size = log.size();
        log.condition(4);
        log.condition(6);
        log.truncate(size);
        log.condition(8);
        assertEquals(List.of(new Condition(2), new Condition(8)), log.operations());
    }

    @Test
    void truncate_logThatForgotEverything_staysEmpty() {
        WordLog log = new WordLog();
        log.condition(2);
        log.condition(4);
        int[] word = new int[1 << 24];
        for (int i = 0; i < 5; i++) {
            log.atMost(word, 1);
        }
        log.truncate(1);
        assertEquals(List.of(), log.operations());
    }
}
