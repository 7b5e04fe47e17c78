package dev.sflmpc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample between two processes over TLS, with identities and pinned peers as people make them. */
class TwoHostsTest {

    private static final long SET_UP_AND_LABEL_BYTES = 300_000;

    @TempDir
    static Path directory;

    private static Company first;
    private static Company second;

    @BeforeAll
    static void foundCompanies() {
        first = Company.found("first", directory);
        second = Company.found("second", directory);
        first.pin(second);
        second.pin(first);
    }

    /** All four ways to meet come up among any four samples that follow one another. */
    static Stream<Arguments> sessions() {
        List<Sample> samples = Sample.quick();
        return IntStream.range(0, samples.size())
                .mapToObj(i -> Arguments.of(samples.get(i), i % 2 == 0, i / 2 % 2 == 0));
    }

    @ParameterizedTest(name = "{0}, garbler listens: {1}, listener starts first: {2}")
    @MethodSource("sessions")
    void session_betweenTwoProcesses_givesEachPartyItsResult(
            Sample sample, boolean garblerListens, boolean listenerFirst) {
        List<String> parties = garblerFirst(sample);
        Path garblerReport = directory.resolve(sample + "-garbler.json");
        Path evaluatorReport = directory.resolve(sample + "-evaluator.json");
        Meeting.Seat garbler = seat(first, "garble", sample, parties.getFirst(), garblerReport);
        Meeting.Seat evaluator = seat(second, "evaluate", sample, parties.getLast(), evaluatorReport);

        Meeting.Outcome outcome = garblerListens
                ? new Meeting(garbler, evaluator, listenerFirst).hold()
                : new Meeting(evaluator, garbler, listenerFirst).hold();

        Launcher.Outcome garbled = garblerListens ? outcome.listening() : outcome.connecting();
        Launcher.Outcome evaluated = garblerListens ? outcome.connecting() : outcome.listening();
        assertEquals(sample.expected(parties.getFirst()), Sample.parse(garbled.result()));
        assertEquals(sample.expected(parties.getLast()), Sample.parse(evaluated.result()));
        assertTrue(garbled.err().contains("TLS 1.3, peer second"), garbled::toString);
        assertReports(Sample.parse(Sample.read(garblerReport)), Sample.parse(Sample.read(evaluatorReport)));
    }

    /** The first party by name garbles in some samples, the last in others. */
    private static List<String> garblerFirst(Sample sample) {
        return sample.name().length() % 2 == 0
                ? sample.parties()
                : sample.parties().reversed();
    }

    private static Meeting.Seat seat(Company company, String command, Sample sample, String party, Path report) {
        return new Meeting.Seat(
                company,
                List.of(
                        command,
                        sample.source().toString(),
                        "--party",
                        party,
                        "--input",
                        sample.input(party).toString(),
                        "--report",
                        report.toString()));
    }

    private static void assertReports(JsonNode garbler, JsonNode evaluator) {
        for (String same : List.of("and", "digest", "level", "ots", "rows")) {
            assertTrue(garbler.has(same), () -> same + " in " + garbler);
            assertEquals(garbler.path(same), evaluator.path(same), same);
        }
        assertEquals("L1", garbler.path("level").asText());
        for (String phase : List.of("total", "handshake", "base_ot", "ot", "gates", "output")) {
            assertTrue(garbler.path("seconds").path(phase).isNumber(), () -> phase + " in " + garbler);
            assertTrue(evaluator.path("seconds").path(phase).isNumber(), () -> phase + " in " + evaluator);
        }
        long tables = 32 * garbler.path("and").asLong();
        long sent = garbler.path("sent_bytes").asLong()
                + evaluator.path("sent_bytes").asLong();
        long most = tables + tables / 1000 + SET_UP_AND_LABEL_BYTES;
        assertTrue(sent >= tables && sent <= most, () -> sent + " bytes sent, expected " + tables + " to " + most);
    }
}
