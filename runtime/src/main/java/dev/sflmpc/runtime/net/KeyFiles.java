package dev.sflmpc.runtime.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Files that decide who we are and whom we trust: where they are, who may touch them, how they are replaced. */
public final class KeyFiles {
    /** Permissions that nobody but the owner may have on a file with a secret. */
    public static final Set<PosixFilePermission> PRIVATE = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** Permissions that nobody but the owner may have on a file that decides whom we trust. */
    static final Set<PosixFilePermission> UNCHANGED =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private KeyFiles() {}

    /** {@code $MPC_HOME}, or {@code ~/.config/mpc}. */
    public static Path home(Map<String, String> environment) {
        String home = environment.get("MPC_HOME");
        if (home != null && !home.isBlank()) {
            return Path.of(home);
        }
        return Path.of(System.getProperty("user.home"), ".config", "mpc");
    }

    /** The identity's file in {@code home}. */
    public static Path identity(Path home) {
        return home.resolve("identity.pem");
    }

    /** The pinned peers' file in {@code home}. */
    public static Path peers(Path home) {
        return home.resolve("peers.json");
    }

    /** Fails when others may do with the file what they must not. */
    public static void requireOwnerOnly(Path file, Set<PosixFilePermission> forbidden)
            throws KeyFileException, IOException {
        if (Files.isDirectory(file) || !isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(forbidden::contains)) {
            throw new KeyFileException(
                    file,
                    "its permissions " + PosixFilePermissions.toString(permissions) + " let others "
                            + (forbidden.equals(PRIVATE) ? "read or change" : "change") + " it; run `chmod 600 " + file
                            + "`");
        }
    }

    /** The text of a file of at most {@code maxBytes}. */
    public static String read(Path file, int maxBytes) throws KeyFileException, IOException {
        if (Files.isDirectory(file)) {
            throw new KeyFileException(file, "it is a directory, expected a file");
        }
        if (Files.size(file) > maxBytes) {
            throw new KeyFileException(file, "it is larger than " + maxBytes + " bytes");
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new KeyFileException(file, "it cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes a file with mode 600 and puts it in its place in one step, after its bytes are on the disk. */
    public static void writeAtomically(Path file, String text, boolean replace) throws KeyFileException, IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        Files.createDirectories(folder, mode(file, "rwx------"));
        Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new", mode(folder, "rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (replace) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                moveWithoutReplacing(fresh, file);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** A hard link fails when the name is taken, unlike an atomic move. */
    private static void moveWithoutReplacing(Path fresh, Path file) throws KeyFileException, IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            throw new KeyFileException(file, "it was written by someone else just now", e);
        } catch (UnsupportedOperationException e) {
            Files.move(fresh, file);
        }
    }

    private static FileAttribute<?>[] mode(Path near, String permissions) {
        return isPosix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS) != null;
    }
}
