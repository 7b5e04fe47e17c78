package dev.sflmpc.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 20M}, {@code 1.5G}, {@code 100000}: a positive number; k, M and G are powers of a thousand. */
final class RateConverter implements ITypeConverter<Double> {

    private static final Pattern RATE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([kKMG]?)");

    @Override
    public Double convert(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            throw malformed(text);
        }
        double value = Double.parseDouble(matcher.group(1))
                * switch (matcher.group(2)) {
                    case "k", "K" -> 1e3;
                    case "M" -> 1e6;
                    case "G" -> 1e9;
                    default -> 1;
                };
        if (value <= 0) {
            throw malformed(text);
        }
        return value;
    }

    private static TypeConversionException malformed(String text) {
        return new TypeConversionException("'" + text + "' is not a rate; expected a number such as 500k, 20M or 1.5G");
    }
}
