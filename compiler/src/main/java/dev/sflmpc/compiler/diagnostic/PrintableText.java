package dev.sflmpc.compiler.diagnostic;

/** Text from files, made so that it can only be read. */
public final class PrintableText {

    private PrintableText() {}

    /** The text without what acts on a terminal or turns the direction of writing; U+FFFD stands in its place. */
    public static String of(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> result.appendCodePoint(isActive(c) ? 0xFFFD : c));
        return result.toString();
    }

    /** Whether a code point does more than to be shown. */
    static boolean isActive(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> c != 0x200C && c != 0x200D;
            default -> false;
        };
    }
}
