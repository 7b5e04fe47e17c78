package dev.sflmpc.runtime.net;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An identity file or peer file is missing, unsafe or malformed. The message names the file and what to do. */
public final class KeyFileException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Path path;

    KeyFileException(Path path, String problem) {
        super(path + ": " + problem);
        this.path = path;
    }

    KeyFileException(Path path, String problem, @Nullable Throwable cause) {
        super(path + ": " + problem, cause);
        this.path = path;
    }

    public Path path() {
        return path;
    }
}
