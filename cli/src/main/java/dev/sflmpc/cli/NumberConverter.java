package dev.sflmpc.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of an option without a converter of its own.
 *
 * @param parse throws a {@link NumberFormatException} for what is no such number
 * @param expected what it should be
 */
record NumberConverter<T>(Function<String, T> parse, String expected) implements ITypeConverter<T> {

    /** For all options of all commands; picocli's own speak of Java's types. */
    static void register(CommandLine commandLine) {
        commandLine.registerConverter(Integer.class, integer(Integer::valueOf, Integer.MAX_VALUE));
        commandLine.registerConverter(int.class, integer(Integer::valueOf, Integer.MAX_VALUE));
        commandLine.registerConverter(Long.class, integer(Long::valueOf, Long.MAX_VALUE));
        commandLine.registerConverter(long.class, integer(Long::valueOf, Long.MAX_VALUE));
        NumberConverter<Double> real = new NumberConverter<>(Double::valueOf, "a number, such as 20 or 0.5");
        commandLine.registerConverter(Double.class, real);
        commandLine.registerConverter(double.class, real);
    }

    private static <T> NumberConverter<T> integer(Function<String, T> parse, long most) {
        return new NumberConverter<>(parse, "an integer of at most " + most);
    }

    /** The cause is set afterwards: TypeConversionException takes none, and the lint does not see that it is kept. */
    @Override
    @SuppressWarnings("UnusedException")
    public T convert(String text) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            TypeConversionException wrong = new TypeConversionException("'" + text + "'; expected " + expected);
            wrong.initCause(e);
            throw wrong;
        }
    }
}
