package dev.sflmpc.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.syntax.SyntaxProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLoaderTest {

    @TempDir
    private Path folder;

    private final Diagnostics diagnostics = new Diagnostics();

    private Path write(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private String rendered() {
        return new DiagnosticRenderer(false)
                .render(diagnostics)
                .replace(folder.toString().replace('\\', '/') + "/", "");
    }

    @Test
    void load_missingFile_throws() {
        assertThrows(NoSuchFileException.class, () -> SourceLoader.load(folder.resolve("none.sfl"), diagnostics));
    }

    @Test
    void load_byteOrderMark_isLeftOut() throws IOException {
        SyntaxProgram program = SourceLoader.load(write("a.sfl", "\uFEFFconst A = 1;"), diagnostics);
        assertEquals("", rendered());
        assertEquals(1, program.main().declarations().size());
    }

    @Test
    void load_badUtf8_saysWhere() throws IOException {
        Path path = folder.resolve("a.sfl");
        byte[] bytes = "const A = 1;\nconst B = x;".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xC3;
        Files.write(path, bytes);
        assertEquals(
                0, SourceLoader.load(path, diagnostics).main().declarations().size());
        assertEquals(
                "a.sfl:2:11: error: the file is not UTF-8 text here\n    const B = \uFFFD;\n              ^\n",
                rendered());
    }

    @Test
    void load_sharedImport_isLoadedOnce() throws IOException {
        write("lib/base.sfl", "const A = 1;");
        write("lib/left.sfl", "import \"base.sfl\";");
        write("right.sfl", "import \"lib/base.sfl\";");
        Path main =
                write("main.sfl", "import \"lib/left.sfl\";\nimport \"right.sfl\";\nimport \"./lib/../right.sfl\";");
        SyntaxProgram program = SourceLoader.load(main, diagnostics);
        assertEquals("", rendered());
        assertEquals(3, program.imported().size());
    }

    @Test
    void load_importOfItself_isAnError() throws IOException {
        Path main = write("main.sfl", "import \"main.sfl\";");
        assertEquals(0, SourceLoader.load(main, diagnostics).imported().size());
        assertEquals("""
                main.sfl:1:8: error: "main.sfl" imports itself
                    import "main.sfl";
                           ^^^^^^^^^^
                """, rendered());
    }

    @Test
    void load_importOfFolder_isAnError() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Path main = write("main.sfl", "import \"lib\";\nimport \"\";\nimport \"a\u0001b\";");
        assertEquals(0, SourceLoader.load(main, diagnostics).imported().size());
        assertEquals(3, diagnostics.errorCount(), rendered());
    }

    @Test
    void parse_textWithImport_isAnError() {
        SyntaxProgram program = SourceLoader.parse("text.sfl", "import \"a.sfl\";", diagnostics);
        assertEquals(0, program.imported().size());
        assertEquals(1, diagnostics.errorCount());
    }
}
