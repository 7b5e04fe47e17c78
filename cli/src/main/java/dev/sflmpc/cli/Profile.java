package dev.sflmpc.cli;

import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.CostReport;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.garble.GarblingScheme;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a program costs, with the source beside it.
 *
 * @param texts one for each source of the report
 * @param garbling of the sessions that table sizes and estimates are for
 */
record Profile(String name, CostReport report, List<SourceText> texts, GarblingScheme garbling) {

    Profile {
        texts = List.copyOf(texts);
    }

    static Profile of(Program program, CostMap cost, List<SourceText> texts) {
        return of(program, cost, texts, GarblingScheme.HALF_GATES);
    }

    static Profile of(Program program, CostMap cost, List<SourceText> texts, GarblingScheme garbling) {
        return new Profile(program.name(), CostReport.of(program, cost), texts, garbling);
    }

    /** Bytes of garbled tables. */
    long tableBytes() {
        return bytes(report.andCount());
    }

    /** Bytes of the tables of so many AND gates. */
    long bytes(long ands) {
        return garbling.tableBytes(ands);
    }

    /** An estimate for a session on {@code network}. */
    double seconds(Network network) {
        return network.seconds(report.andCount(), tableBytes());
    }

    /**
     * The index of a source file, -1 if there is none of this name.
     *
     * @param file as a user may write it; empty for the program itself
     */
    int sourceOf(String file, Path program) {
        String name = file.isEmpty() ? String.valueOf(program.getFileName()) : file;
        for (int i = 0; i < texts.size(); i++) {
            String known = texts.get(i).name();
            boolean fits = ("/" + known).endsWith("/" + name) || ("/" + name).endsWith("/" + known);
            if (known.equals(name) || (!file.isEmpty() && fits)) {
                return i;
            }
        }
        return -1;
    }

    /** A part of the whole, from 0 to 1. */
    double share(long ands) {
        return report.andCount() == 0 ? 0 : (double) ands / report.andCount();
    }

    /** The lines with gates, the most expensive first. */
    List<CostReport.Line> expensiveLines(int most) {
        return report.lines().stream()
                .filter(line -> line.ands() > 0)
                .sorted(Comparator.comparingLong(CostReport.Line::ands).reversed())
                .limit(most)
                .toList();
    }

    /** {@code risk.sfl:14}. */
    String place(int source, int line) {
        return texts.get(source).name() + ":" + line;
    }

    /** {@code 57.7%}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
