package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.cli.bench.Bench;
import dev.sflmpc.cli.bench.BenchPart;
import dev.sflmpc.cli.bench.BenchResult;
import dev.sflmpc.cli.bench.Figure;
import dev.sflmpc.cli.bench.GateRates;
import dev.sflmpc.cli.bench.OtRates;
import dev.sflmpc.cli.bench.WorkloadRates;
import java.io.IOException;
import java.util.Optional;

/** What {@code mpc bench --json} prints. The names are a contract with scripts. */
final class BenchJson {

    private BenchJson() {}

    static String of(BenchResult result) {
        return Json.object(json -> {
            headline(result, json);
            json.writeObjectFieldStart("workloads");
            for (WorkloadRates workload : result.workloads()) {
                workload(workload, json);
            }
            if (result.lanes().isPresent()) {
                lanes(result.lanes().get(), json);
            }
            json.writeEndObject();
            details(result, json);
        });
    }

    private static void headline(BenchResult result, JsonGenerator json) throws IOException {
        Optional<GateRates> sha256 = result.workload(BenchPart.SHA256).map(WorkloadRates::single);
        number("aes_ns_per_block", sha256.map(rates -> rates.garbleAesNanos().median()), json);
        number("garble_and_per_second", sha256.map(rates -> rates.garble().median()), json);
        number("evaluate_and_per_second", sha256.map(rates -> rates.evaluate().median()), json);
        number("garble_aes_fraction", sha256.map(GateRates::garbleAesFraction), json);
        number("ot_per_second", result.ot().map(ot -> ot.perSecond().median()), json);
        number(
                "end_to_end_and_per_second",
                result.plain().map(pair -> pair.perSecond().median()),
                json);
        number("run_seconds_tiny", result.tinySeconds().map(Figure::median), json);
    }

    private static void number(String name, Optional<Double> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    /** {@code name} with the median, and the extremes beside it. */
    private static void figure(String name, Figure figure, JsonGenerator json) throws IOException {
        json.writeNumberField(name, figure.median());
        json.writeNumberField(name + "_min", figure.min());
        json.writeNumberField(name + "_max", figure.max());
    }

    private static void workload(WorkloadRates workload, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(workload.name());
        json.writeStringField("description", workload.description());
        rates(workload.single(), json);
        Optional<GateRates> lanes = workload.sideBySide(Bench.SIDE_BY_SIDE);
        if (lanes.isPresent()) {
            json.writeObjectFieldStart("side_by_side_" + Bench.SIDE_BY_SIDE);
            rates(lanes.get(), json);
            json.writeEndObject();
        }
        if (!workload.otherSchemes().isEmpty()) {
            json.writeObjectFieldStart("schemes");
            for (GateRates rates : workload.otherSchemes()) {
                json.writeObjectFieldStart(rates.scheme());
                rates(rates, json);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** The best of all numbers side by side, then each of them. */
    private static void lanes(WorkloadRates lanes, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(lanes.name());
        json.writeStringField("description", lanes.description());
        rates(lanes.best(), json);
        json.writeArrayFieldStart("curve");
        point(lanes.single(), json);
        for (GateRates rates : lanes.lanes()) {
            point(rates, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void point(GateRates rates, JsonGenerator json) throws IOException {
        json.writeStartObject();
        rates(rates, json);
        json.writeEndObject();
    }

    private static void rates(GateRates rates, JsonGenerator json) throws IOException {
        json.writeStringField("garbling", rates.scheme());
        json.writeStringField("kernel", rates.kernel());
        json.writeNumberField("side_by_side", rates.rows());
        json.writeNumberField("and", rates.andCount());
        json.writeNumberField("bytes_per_and", rates.bytesPerAnd());
        figure("garble_and_per_second", rates.garble(), json);
        figure("evaluate_and_per_second", rates.evaluate(), json);
        json.writeNumberField("garble_aes_fraction", rates.garbleAesFraction());
        json.writeNumberField("evaluate_aes_fraction", rates.evaluateAesFraction());
        figure("aes_ns_per_block", rates.garbleAesNanos(), json);
        json.writeNumberField("samples", rates.garble().samples());
    }

    private static void details(BenchResult result, JsonGenerator json) throws IOException {
        if (result.ot().isPresent()) {
            ot(result.ot().get(), json);
        }
        if (result.plain().isPresent() && result.tls().isPresent()) {
            json.writeObjectFieldStart("end_to_end");
            pair("tls_off", result.plain().get(), json);
            pair("tls_on", result.tls().get(), json);
            json.writeEndObject();
        }
        session("session", result.session(), json);
        session("prepared", result.prepared(), json);
        if (result.tinySeconds().isPresent()) {
            json.writeObjectFieldStart("tiny");
            figure("seconds", result.tinySeconds().get(), json);
            json.writeNumberField("samples", result.tinySeconds().get().samples());
            json.writeEndObject();
        }
    }

    private static void session(String name, Optional<BenchResult.SessionTime> session, JsonGenerator json)
            throws IOException {
        if (session.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("and", session.get().andCount());
        figure("seconds", session.get().seconds(), json);
        json.writeNumberField("samples", session.get().seconds().samples());
        json.writeEndObject();
    }

    private static void ot(OtRates ot, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("ot");
        json.writeStringField("suite", ot.suite());
        figure("per_second", ot.perSecond(), json);
        figure("sender_per_second", ot.sender(), json);
        figure("receiver_per_second", ot.receiver(), json);
        figure("set_up_seconds", ot.setUpSeconds(), json);
        json.writeNumberField("bytes_per_ot", ot.bytesPerOt());
        json.writeNumberField("samples", ot.perSecond().samples());
        json.writeEndObject();
    }

    private static void pair(String name, BenchResult.PairRates pair, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("and", pair.andCount());
        figure("and_per_second", pair.perSecond(), json);
        figure("session_seconds", pair.totalSeconds(), json);
        json.writeNumberField("bytes_per_and", pair.bytesPerAnd());
        json.writeNumberField("samples", pair.perSecond().samples());
        json.writeEndObject();
    }
}
