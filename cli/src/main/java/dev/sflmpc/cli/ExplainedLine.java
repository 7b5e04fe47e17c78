package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.compiler.diagnostic.PrintableText;
import dev.sflmpc.compiler.elaborate.LineExplanation;
import dev.sflmpc.compiler.elaborate.LineExplanation.Circuit;
import dev.sflmpc.compiler.elaborate.LineExplanation.Step;
import dev.sflmpc.runtime.circuit.CostReport;
import java.io.IOException;
import java.util.List;

/**
 * What {@code mpc compile --explain} says of a line.
 *
 * @param source index of the line's file
 * @param cost of the line; zeros if nothing on it is executed
 */
record ExplainedLine(Profile profile, int source, CostReport.Line cost, List<Step> steps) {

    private static final int MOST_PARTS = 8;
    private static final int DEEPEST = 3;

    ExplainedLine {
        steps = List.copyOf(steps);
    }

    /** @param asked the line, of a file of the profile */
    static ExplainedLine of(Profile profile, int source, LineExplanation asked) {
        CostReport.Line cost = profile.report().lines().stream()
                .filter(line -> line.source() == source && line.line() == asked.line())
                .findFirst()
                .orElse(new CostReport.Line(source, asked.line(), 0, 0));
        return new ExplainedLine(profile, source, cost, asked.steps());
    }

    private long made() {
        return steps.stream().mapToLong(Step::ands).sum();
    }

    private String text() {
        return profile.texts().get(source).stripped(cost.line());
    }

    /** For people. */
    String listing() {
        StringBuilder out = new StringBuilder();
        out.append(profile.place(source, cost.line()))
                .append("  ")
                .append(text())
                .append('\n');
        if (text().isEmpty()) {
            return out.append("The line is empty.").toString();
        }
        if (steps.isEmpty() && cost.ands() == 0 && cost.executions() == 0) {
            return out.append("Nothing on this line is executed.").toString();
        }
        out.append(Counts.of(cost.ands(), "AND gate"))
                .append(", ")
                .append(Profile.percent(profile.share(cost.ands())))
                .append(" of the program, executed ")
                .append(Counts.of(cost.executions(), "time"))
                .append('\n');
        for (Step step : steps) {
            out.append('\n');
            append(step.what(), step.times(), step.ands(), "", out);
            append(step.circuits(), 1, out);
        }
        if (steps.isEmpty()) {
            out.append("\nNo circuit is made for it.\n");
        } else if (made() != cost.ands()) {
            out.append('\n').append(difference()).append('\n');
        }
        return out.toString().stripTrailing();
    }

    private String difference() {
        String counts =
                Counts.of(made(), "AND gate") + " made while compiling, " + Counts.of(cost.ands()) + " executed:";
        return made() > cost.ands()
                ? counts
                        + " the others are not needed, equal to gates that are there, or belong to other lines of a sum."
                : counts + " what is compiled once is executed several times.";
    }

    private static void append(List<Circuit> circuits, int depth, StringBuilder out) {
        String indent = "  ".repeat(depth);
        for (Circuit circuit : circuits.size() > MOST_PARTS ? circuits.subList(0, MOST_PARTS) : circuits) {
            append(circuit.what(), circuit.times(), circuit.ands(), indent, out);
            if (depth < DEEPEST) {
                append(circuit.parts(), depth + 1, out);
            }
        }
        if (circuits.size() > MOST_PARTS) {
            out.append(indent)
                    .append("and ")
                    .append(circuits.size() - MOST_PARTS)
                    .append(" others\n");
        }
    }

    private static void append(String what, long times, long ands, String indent, StringBuilder out) {
        out.append(indent).append(PrintableText.of(what));
        if (times > 1) {
            out.append(", ").append(Counts.of(times, "time"));
        }
        if (ands > 0) {
            out.append(": ").append(Counts.of(ands, "AND"));
        }
        out.append('\n');
    }

    /** For programs. */
    void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("file", profile.texts().get(source).name());
        json.writeNumberField("line", cost.line());
        json.writeStringField("text", text());
        json.writeNumberField("and", cost.ands());
        json.writeNumberField("times", cost.executions());
        json.writeNumberField("made", made());
        json.writeArrayFieldStart("steps");
        for (Step step : steps) {
            json.writeStartObject();
            writeFields(step.what(), step.times(), step.ands(), json);
            write("circuits", step.circuits(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(String field, List<Circuit> circuits, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (Circuit circuit : circuits) {
            json.writeStartObject();
            writeFields(circuit.what(), circuit.times(), circuit.ands(), json);
            write("parts", circuit.parts(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFields(String what, long times, long ands, JsonGenerator json) throws IOException {
        json.writeStringField("what", what);
        json.writeNumberField("times", times);
        json.writeNumberField("and", ands);
    }
}
