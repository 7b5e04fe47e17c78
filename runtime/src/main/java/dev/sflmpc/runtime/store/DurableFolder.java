package dev.sflmpc.runtime.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders and files that their owner alone may use, and whose names survive a crash. */
final class DurableFolder {
    private DurableFolder() {}

    static void create(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
    }

    /** Forces the names of files that appeared or went to the disk, where the system can do that. */
    static void force(Path folder) throws IOException {
        if (!isPosix()) {
            return;
        }
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Attributes of a new file that its owner alone may read and write. */
    static FileAttribute<?>[] ownerOnly() {
        return mode("rw-------");
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        Path here = Path.of("");
        return Files.getFileAttributeView(here, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }
}
