package dev.sflmpc.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file's name. Java cannot hold every name that a system can: it takes those that fit the locale's encoding. */
final class PathConverter implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            TypeConversionException failure = new TypeConversionException(problem(text));
            failure.initCause(e);
            throw failure;
        }
    }

    static String problem(String text) {
        return "'" + text + "' cannot be a file's name here; if it has letters beyond ASCII, set LC_ALL=C.UTF-8";
    }
}
