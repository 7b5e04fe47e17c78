package dev.sflmpc.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the samples' {@code expected.json} say, computed again from the inputs by plain Java. */
class ExpectedResultsTest {

    @Test
    void millionaires_lowerOffer_isAlices() {
        Sample sample = Sample.of("millionaires");
        long a = sample.json("alice.json").path("offer_a").asLong();
        long b = sample.json("bob.json").path("offer_b").asLong();
        for (JsonNode learned : sample.expected()) {
            assertEquals(a < b, learned.path("alice_is_lower").asBoolean());
            assertEquals(a == b, learned.path("tie").asBoolean());
        }
    }

    @Test
    void failureRisk_alarm_followsTheSignOfTheLogit() {
        Sample sample = Sample.of("failure-risk");
        JsonNode model = sample.json("vendor.json").path("model");
        assertEquals(
                logit(model, sample.json("operator.json").path("reading")) > 0,
                sample.expected("operator").path("alarm").asBoolean());
        assertEquals(
                logit(model, sample.json("operator-healthy.json").path("reading")) > 0,
                sample.json("expected-healthy.json").at("/operator/alarm").asBoolean());
    }

    private static double logit(JsonNode model, JsonNode reading) {
        double sum = model.path("bias").asDouble();
        for (int i = 0; i < reading.size(); i++) {
            double distance =
                    reading.path(i).asDouble() - model.path("mean").path(i).asDouble();
            sum += model.path("weight").path(i).asDouble()
                    * distance
                    * model.path("inverse_deviation").path(i).asDouble();
        }
        assertTrue(Math.abs(sum) > 0.1, "clear of what fixed point rounds away");
        return sum;
    }

    @Test
    void faultSignature_mostSimilar_isWhatFloatsOfJavaGive() {
        Sample sample = Sample.of("fault-signature");
        JsonNode spectrum = sample.json("operator.json").path("spectrum");
        JsonNode signatures = sample.json("vendor.json").path("signatures");
        int best = 0;
        for (int f = 1; f < signatures.size(); f++) {
            best = dot(signatures.path(f), spectrum) > dot(signatures.path(best), spectrum) ? f : best;
        }
        float similarity = dot(signatures.path(best), spectrum) / (float) Math.sqrt(dot(spectrum, spectrum));
        assertEquals(best, sample.expected("operator").path("fault").asInt());
        assertEquals(
                Float.toString(similarity),
                sample.expected("operator").path("similarity").asText());
    }

    private static float dot(JsonNode a, JsonNode b) {
        float sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.path(i).floatValue() * b.path(i).floatValue();
        }
        return sum;
    }

    @Test
    void privateAuction_winnerPaysTheSecondPrice() {
        Sample sample = Sample.of("private-auction");
        List<Long> bids = numbers(sample.json("east.json").path("east_bids"));
        bids.addAll(numbers(sample.json("west.json").path("west_bids")));
        List<Long> sorted = bids.stream().sorted().toList();
        for (JsonNode learned : sample.expected()) {
            assertEquals(bids.indexOf(sorted.getLast()), learned.path("winner").asInt());
            assertEquals(sorted.get(sorted.size() - 2), learned.path("price").asLong());
        }
    }

    @Test
    void setIntersection_found_marksWhatBothHave() {
        Sample sample = Sample.of("set-intersection");
        List<Long> wanted = numbers(sample.json("buyer.json").path("wanted"));
        List<Long> stocked = numbers(sample.json("seller.json").path("stocked"));
        assertFound(wanted, stocked, sample.expected("buyer").path("wanted_found"));
        assertFound(stocked, wanted, sample.expected("seller").path("stocked_found"));
    }

    private static void assertFound(List<Long> own, List<Long> other, JsonNode found) {
        assertEquals(own.size(), found.size());
        for (int i = 0; i < own.size(); i++) {
            assertEquals(
                    own.get(i) != 0 && other.contains(own.get(i)), found.path(i).asBoolean(), "place " + i);
        }
    }

    @Test
    void sort_delays_areThoseOfBothInOrder() {
        Sample sample = Sample.of("sort");
        List<Long> delays = numbers(sample.json("north.json").path("north_delays"));
        delays.addAll(numbers(sample.json("south.json").path("south_delays")));
        Collections.sort(delays);
        for (JsonNode learned : sample.expected()) {
            assertEquals(delays, numbers(learned.path("delays")));
        }
    }

    @Test
    void matrixProduct_blends_areRowsTimesColumns() {
        Sample sample = Sample.of("matrix-product");
        JsonNode recipes = sample.json("refinery.json").path("recipes");
        JsonNode analyses = sample.json("supplier.json").path("analyses");
        JsonNode blends = sample.expected("refinery").path("blends");
        assertEquals(recipes.size(), blends.size());
        for (int i = 0; i < recipes.size(); i++) {
            for (int j = 0; j < analyses.path(0).size(); j++) {
                long sum = 0;
                for (int k = 0; k < analyses.size(); k++) {
                    sum += recipes.path(i).path(k).asLong()
                            * analyses.path(k).path(j).asLong();
                }
                assertEquals(sum, blends.path(i).path(j).asLong(), "row " + i + ", column " + j);
            }
        }
    }

    @Test
    void editDistance_distance_isLevenshteins() {
        Sample sample = Sample.of("edit-distance");
        List<Long> a = numbers(sample.json("north.json").path("a"));
        List<Long> b = numbers(sample.json("south.json").path("b"));
        for (JsonNode learned : sample.expected()) {
            assertEquals(levenshtein(a, b), learned.path("distance").asInt());
        }
    }

    /** By the whole table, not by one row of it as the program does. */
    private static int levenshtein(List<Long> a, List<Long> b) {
        int[][] distance = new int[a.size() + 1][b.size() + 1];
        IntStream.rangeClosed(0, a.size()).forEach(i -> distance[i][0] = i);
        IntStream.rangeClosed(0, b.size()).forEach(j -> distance[0][j] = j);
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                int replaced = distance[i - 1][j - 1] + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                distance[i][j] = Math.min(replaced, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
            }
        }
        return distance[a.size()][b.size()];
    }

    private static List<Long> numbers(JsonNode array) {
        List<Long> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asLong()));
        return numbers;
    }
}
