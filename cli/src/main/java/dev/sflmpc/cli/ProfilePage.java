package dev.sflmpc.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sflmpc.compiler.diagnostic.PrintableText;
import dev.sflmpc.runtime.circuit.CallNode;
import dev.sflmpc.runtime.circuit.CostReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A profile as one page: works without a network, and without scripts but for the map of calls.
 *
 * <p>Names and texts may come from a compiled program of a stranger. They are escaped wherever they stand, and the page's
 * own policy lets no script run but the one that this class brings, told by its digest.
 */
final class ProfilePage {

    private static final int TOP_PATHS = 50;
    private static final int HEATS = 9;
    /** What one cannot see in a map is left out of it. */
    private static final double LEAST_SHARE = 1e-4;

    private static final int MOST_NODES = 20_000;
    private static final int MOST_LINES_IN_FULL = 5_000;

    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

    private final Profile profile;
    private final List<Network> networks;
    private int nodes;

    private ProfilePage(Profile profile, List<Network> networks) {
        this.profile = profile;
        this.networks = networks;
    }

    static String of(Profile profile, List<Network> networks, String digest) {
        ProfilePage page = new ProfilePage(profile, networks);
        String template = template();
        long ands = profile.report().andCount();
        Map<String, Supplier<String>> holes = Map.of(
                "styleHash", () -> hash(STYLE, template),
                "scriptHash", () -> hash(SCRIPT, template),
                "name", () -> escaped(profile.name()),
                "ands", () -> Counts.of(ands),
                "bytes", () -> Counts.ofBytes(profile.tableBytes()),
                "digest", () -> digest,
                "networks", page::networkRows,
                "paths", page::pathRows,
                "sources", page::sources,
                "data", page::data);
        StringBuilder filled = new StringBuilder();
        Matcher hole = HOLE.matcher(template);
        while (hole.find()) {
            hole.appendReplacement(
                    filled,
                    Matcher.quoteReplacement(
                            Objects.requireNonNull(holes.get(hole.group(1))).get()));
        }
        return hole.appendTail(filled).toString();
    }

    private static String template() {
        try (InputStream in = ProfilePage.class.getResourceAsStream("profile.html")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the page's template cannot be read", e);
        }
    }

    private static String hash(Pattern element, String template) {
        Matcher matcher = element.matcher(template);
        if (!matcher.find()) {
            throw new IllegalStateException("the page's template has no " + element);
        }
        try {
            byte[] text = matcher.group(1).getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String escaped(String text) {
        return PrintableText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    // ---- tables

    private String networkRows() {
        StringBuilder rows = new StringBuilder();
        for (Network network : networks) {
            rows.append("<tr><td class=\"text\">")
                    .append(escaped(network.name()))
                    .append("</td>")
                    .append(cell(number(network.andsPerSecond())))
                    .append(cell(number(network.bitsPerSecond())))
                    .append(cell(String.format(Locale.ROOT, "%.1f ms", network.latencyMillis())))
                    .append(cell(
                            Network.duration(profile.seconds(network))))
                    .append("</tr>\n");
        }
        return rows.toString();
    }

    private String pathRows() {
        StringBuilder rows = new StringBuilder();
        for (CallNode path : profile.report().root().paths(TOP_PATHS)) {
            String text = path.frames().stream()
                    .map(frame -> "<a href=\"#" + anchor(frame.source(), frame.line()) + "\">"
                            + escaped(frame.function() + ":" + frame.line()) + "</a>")
                    .collect(Collectors.joining(" &gt; "));
            rows.append("<tr>")
                    .append(cell(Counts.of(path.ands())))
                    .append(cell(Profile.percent(profile.share(path.ands()))))
                    .append("<td class=\"text\">")
                    .append(text)
                    .append("</td></tr>\n");
        }
        return rows.toString();
    }

    private String sources() {
        StringBuilder html = new StringBuilder();
        long most = profile.expensiveLines(1).stream()
                .mapToLong(CostReport.Line::ands)
                .sum();
        for (int source = 0; source < profile.texts().size(); source++) {
            int index = source;
            Map<Integer, CostReport.Line> costs = new HashMap<>();
            profile.report().lines().stream()
                    .filter(line -> line.source() == index)
                    .forEach(line -> costs.put(line.line(), line));
            if (!costs.isEmpty()) {
                source(source, costs, most, html);
            }
        }
        return html.toString();
    }

    private void source(int source, Map<Integer, CostReport.Line> costs, long most, StringBuilder html) {
        SourceText text = profile.texts().get(source);
        String caption =
                text.problem().isEmpty() ? "" : " <span class=\"faint\">(" + escaped(text.problem()) + ")</span>";
        html.append("<section aria-labelledby=\"s")
                .append(source)
                .append("\">\n<h2 id=\"s")
                .append(source)
                .append("\">")
                .append(escaped(text.name()))
                .append(caption)
                .append("</h2>\n<div class=\"scroll\"><table class=\"source\">\n<thead><tr><th scope=\"col\">ANDs</th>")
                .append("<th scope=\"col\">share</th><th scope=\"col\">bytes</th>")
                .append("<th class=\"script\" scope=\"col\">time</th>")
                .append("<th scope=\"col\">times</th><th scope=\"col\">line</th>")
                .append("<th class=\"text\" scope=\"col\">source</th></tr></thead>\n<tbody>\n");
        int lines = Math.max(
                text.lines().size(),
                costs.keySet().stream().max(Integer::compare).orElse(0));
        boolean inFull = !text.lines().isEmpty() && lines <= MOST_LINES_IN_FULL;
        if (inFull) {
            for (int line = 1; line <= lines; line++) {
                row(source, line, costs.get(line), most, text, html);
            }
        } else {
            costs.keySet().stream().sorted().forEach(line -> row(source, line, costs.get(line), most, text, html));
        }
        html.append("</tbody></table></div>\n</section>\n");
    }

    private void row(
            int source, int number, CostReport.@Nullable Line cost, long most, SourceText text, StringBuilder html) {
        long ands = cost == null ? 0 : cost.ands();
        long times = cost == null ? 0 : cost.executions();
        int heat = ands == 0 ? 0 : (int) Math.ceil(HEATS * Math.sqrt((double) ands / most));
        html.append("<tr id=\"")
                .append(anchor(source, number))
                .append('"')
                .append(heat == 0 ? "" : " class=\"h" + heat + '"')
                .append('>')
                .append(cell(ands == 0 ? "" : Counts.of(ands)))
                .append(cell(ands == 0 ? "" : Profile.percent(profile.share(ands))))
                .append(cell(ands == 0 ? "" : Counts.ofBytes(profile.bytes(ands))))
                .append(
                        ands == 0
                                ? "<td class=\"script\"></td>"
                                : "<td class=\"script\" data-ands=\"" + ands + "\"></td>")
                .append(cell(times == 0 ? "" : Counts.of(times)))
                .append("<td class=\"number\">")
                .append(number)
                .append("</td><td class=\"text\">")
                .append(escaped(text.line(number)))
                .append("</td></tr>\n");
    }

    private static String anchor(int source, int line) {
        return "s" + source + "l" + line;
    }

    private static String cell(String content) {
        return "<td>" + content + "</td>";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    // ---- data of the script

    /** JSON in which nothing can end the element that it stands in. */
    private String data() {
        return Json.object(this::writeData)
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private void writeData(JsonGenerator json) throws IOException {
        json.writeNumberField("ands", profile.report().andCount());
        json.writeNumberField("roundTrips", Network.ROUND_TRIPS);
        json.writeArrayFieldStart("networks");
        for (Network network : networks) {
            json.writeStartObject();
            json.writeStringField("name", network.name());
            json.writeNumberField("rate", network.andsPerSecond());
            json.writeNumberField("bandwidth", network.bitsPerSecond());
            json.writeNumberField("latency", network.latencyMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("sources");
        for (SourceText text : profile.texts()) {
            json.writeString(text.name());
        }
        json.writeEndArray();
        json.writeFieldName("calls");
        children(profile.report().root(), json);
    }

    private void children(CallNode node, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (CallNode child : node.children()) {
            if (profile.share(child.totalAnds()) < LEAST_SHARE || nodes++ >= MOST_NODES) {
                break;
            }
            json.writeStartArray();
            json.writeString(PrintableText.of(child.function()));
            json.writeNumber(child.source());
            json.writeNumber(child.line());
            json.writeNumber(child.ands());
            json.writeNumber(child.totalAnds());
            children(child, json);
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
