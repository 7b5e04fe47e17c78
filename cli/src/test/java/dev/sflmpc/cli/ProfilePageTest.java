package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sflmpc.runtime.circuit.CostMap;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code profile --html}: one page that loads nothing and lets nothing out. */
class ProfilePageTest extends BothTestCase {

    private String page(String program) throws IOException {
        Cli.Outcome outcome = cli.run("profile", program, "--html", cli.path("page.html"));
        outcome.assertDone("wrote page.html\n");
        return Files.readString(folder.resolve("page.html"));
    }

    @Test
    void profile_html_isOnePageWithSourceAndData() throws IOException {
        String page = page(source);
        assertTrue(page.contains("<tr id=\"s0l5\" class=\"h9\"><td>8</td><td>57.1%</td><td>256 bytes</td>"), page);
        assertTrue(page.contains("<td class=\"text\">    return x &amp; y;</td>"), page);
        assertFalse(Pattern.compile("(src|href)=\"(?!#)").matcher(page).find(), "the page loads something");
        assertFalse(page.contains("@import") || page.contains("url("), "the page loads something");
        assertFalse(page.contains("{{"), "a hole of the template is left");
        JsonNode data = data(page);
        assertEquals(14, data.path("ands").asLong());
        assertEquals(
                "[[\"main\",0,9,0,8,[[\"masked\",0,5,8,8,[]]]],[\"main\",0,10,6,6,[]]]",
                data.path("calls").toString());
        assertEquals(
                "wrote page.html\n",
                cli.run("profile", source, "--html", cli.path("page.html")).out());
    }

    private static JsonNode data(String page) throws IOException {
        Matcher matcher = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(page);
        assertTrue(matcher.find());
        return json(matcher.group(1));
    }

    @Test
    void profile_htmlOfHostileProgram_letsNothingOut() throws IOException {
        String attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>'\"\u202e\u2028{{data}}";
        Program program = TestPrograms.compare();
        CostMap map = new CostMap(
                List.of(CostMap.Source.of(attack + ".sfl", "/* " + attack)),
                List.of(attack),
                List.of(new CostMap.Place(0, 0, 0, 1)),
                List.of(new CostMap.Profile(List.of(new CostMap.Share(1, 8, 1)))),
                List.of(new CostMap.Call(0, 0)));
        ProgramFile.of(program, Optional.of(map)).write(folder.resolve("evil.sfc"));
        String page = page(cli.path("evil.sfc"));
        assertEquals(2, page.split("<script", -1).length - 1, "a script got in");
        assertEquals(2, page.split("</script", -1).length - 1, "a script was ended");
        assertFalse(page.contains("<img"), "an element got in");
        assertFalse(page.contains("\u202e") || page.contains("\u2028"), "text changes its direction");
        assertTrue(data(page).path("calls").path(0).path(0).asText().startsWith("</script>"), "the name is lost");
    }

    @Test
    void profile_htmlOfHostileNames_readsNoOtherFile() throws IOException {
        cli.write("secret.txt", "secret");
        Program program = TestPrograms.compare();
        CostMap.Source guessed = new CostMap.Source("secret.txt", CostMap.Source.digestOf("a guess"), Optional.empty());
        CostMap.Source absolute =
                new CostMap.Source(cli.path("secret.txt"), CostMap.Source.digestOf("secret"), Optional.empty());
        CostMap map = new CostMap(
                List.of(guessed, absolute),
                List.of("main"),
                List.of(new CostMap.Place(0, 0, 0, 1), new CostMap.Place(0, 0, 1, 1)),
                List.of(new CostMap.Profile(List.of(new CostMap.Share(1, 4, 1), new CostMap.Share(2, 4, 1)))),
                List.of(new CostMap.Call(0, 0)));
        ProgramFile.of(program, Optional.of(map)).write(folder.resolve("evil.sfc"));
        String page = page(cli.path("evil.sfc"));
        assertFalse(page.contains(">secret<"), "a file was read that was not compiled");
        assertTrue(page.contains("(changed since the program was compiled)"), page);
    }

    @Test
    void profile_htmlOntoTheSource_isRefused() throws IOException {
        cli.run("profile", source, "--html", source)
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG, "error: both.sfl: exists and is no page; it is not written over");
        assertEquals(SOURCE, Files.readString(folder.resolve("both.sfl")));
    }

    @Test
    void profile_htmlIntoMissingFolder_isRefused() {
        cli.run("profile", source, "--html", cli.path("none/page.html"))
                .assertFails(
                        ExitCode.INPUT_OR_FILE_WRONG,
                        "error: none/page.html: not a file in an existing directory, so the page cannot be written");
    }
}
