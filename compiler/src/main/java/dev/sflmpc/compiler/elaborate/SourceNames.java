package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.diagnostic.SourceFile;
import java.nio.file.Path;

/** Names of source files as seen from the folder of the program, so that they say nothing of the machine. */
final class SourceNames {

    private final SourceFile main;

    SourceNames(SourceFile main) {
        this.main = main;
    }

    boolean isMain(SourceFile file) {
        return file.equals(main);
    }

    String of(SourceFile file) {
        try {
            Path path = Path.of(file.name()).normalize();
            Path folder = Path.of(main.name()).normalize().getParent();
            Path relative = folder == null ? path : folder.relativize(path);
            return (relative.isAbsolute() ? String.valueOf(path.getFileName()) : relative.toString())
                    .replace('\\', '/');
        } catch (IllegalArgumentException unrelated) {
            return file.name()
                    .substring(
                            Math.max(file.name().lastIndexOf('/'), file.name().lastIndexOf('\\')) + 1);
        }
    }
}
