package dev.sflmpc.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes a jar again with all its classes in a format that the JVM's start-up cache takes.
 *
 * <p>Classes from before Java 6 have no stack maps. They are verified at each start by the slow verifier and are left out of
 * the cache, and picocli's are of Java 5. Nothing but their stack maps and their version is changed. Of later classes
 * nothing is changed but the calls that the cache has no place for, see {@link StartUpCalls}. The launcher calls this after a
 * build.
 */
final class StartUpJar {

    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    /** No new rules for a class file apply to it but those for stack maps. */
    private static final int WRITTEN_VERSION = ClassFile.JAVA_8_VERSION;

    /** Equal jars for equal jars: the first time that a zip file can hold. */
    private static final long TIME = 315_532_800_000L;

    private StartUpJar() {}

    /** @param arguments the jar, and the jar to write */
    public static void main(String[] arguments) throws IOException {
        rewrite(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void rewrite(Path jar, Path target) throws IOException {
        URL[] classes = {jar.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, ClassLoader.getSystemClassLoader());
                ZipFile in = new ZipFile(jar.toFile());
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(target));
                ZipOutputStream out = new ZipOutputStream(file)) {
            ClassFile format = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)));
            for (ZipEntry entry : in.stream().toList()) {
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                ZipEntry written = new ZipEntry(entry.getName());
                written.setTime(TIME);
                out.putNextEntry(written);
                out.write(entry.getName().endsWith(".class") ? modern(format, bytes) : bytes);
                out.closeEntry();
            }
        }
    }

    private static byte[] modern(ClassFile format, byte[] bytes) {
        ClassModel old = format.parse(bytes);
        if (old.majorVersion() >= FIRST_WITH_STACK_MAPS) {
            return StartUpCalls.replaced(format, old).orElse(bytes);
        }
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(WRITTEN_VERSION, 0);
            } else {
                builder.with(element);
            }
        };
        return format.transformClass(
                old,
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen(version));
    }
}
