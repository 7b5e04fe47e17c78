package dev.sflmpc.cli;

import dev.sflmpc.compiler.elaborate.LineExplanation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 14}, or {@code lib/ops.sfl:14}. */
final class LineConverter implements ITypeConverter<LineExplanation> {

    private static final Pattern LINE = Pattern.compile("(?:(.+):)?([1-9][0-9]{0,8})");

    @Override
    public LineExplanation convert(String text) {
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a line; expected 14 or lib/ops.sfl:14");
        }
        String file = matcher.group(1) == null ? "" : matcher.group(1);
        return new LineExplanation(file, Integer.parseInt(matcher.group(2)));
    }
}
