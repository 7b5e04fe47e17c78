package dev.sflmpc.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the launcher does to the jar of picocli, whose classes are too old for the start-up cache. */
class StartUpJarTest {

    @TempDir
    Path folder;

    @Test
    void rewrite_picocli_everyClassIsVerifiedByStackMaps() throws Exception {
        Path old = picocli();
        Path rewritten = folder.resolve("new.jar");
        StartUpJar.rewrite(old, rewritten);
        assertEquals(names(old), names(rewritten));
        URL[] urls = {rewritten.toUri().toURL()};
        try (ZipFile zip = new ZipFile(rewritten.toFile());
                URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith("picocli/") && name.endsWith(".class")) {
                    byte[] bytes = zip.getInputStream(entry).readAllBytes();
                    assertTrue(ClassFile.of().parse(bytes).majorVersion() >= ClassFile.JAVA_6_VERSION, name);
                    String className = name.replace('/', '.').substring(0, name.length() - ".class".length());
                    assertEquals(loader, Class.forName(className, true, loader).getClassLoader());
                }
            }
        }
    }

    @Test
    void rewrite_again_changesNothing() throws Exception {
        Path once = folder.resolve("once.jar");
        Path twice = folder.resolve("twice.jar");
        StartUpJar.rewrite(picocli(), once);
        StartUpJar.rewrite(once, twice);
        assertArrayEquals(Files.readAllBytes(once), Files.readAllBytes(twice));
    }

    private static Path picocli() throws Exception {
        URI place = CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        return Path.of(place);
    }

    private static List<String> names(Path jar) throws Exception {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
