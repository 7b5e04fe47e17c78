package dev.sflmpc.compiler.diagnostic;

/** How many columns characters take on a terminal. */
final class TextWidth {

    private TextWidth() {}

    /** 0 for combining and invisible characters, 2 for East Asian wide ones and emoji, else 1. */
    static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** The blocks whose characters are wide in Unicode's East Asian Width table. */
    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115F
                        || between(c, 0x2E80, 0x303E)
                        || between(c, 0x3041, 0x33FF)
                        || between(c, 0x3400, 0x4DBF)
                        || between(c, 0x4E00, 0x9FFF)
                        || between(c, 0xA000, 0xA4CF)
                        || between(c, 0xAC00, 0xD7A3)
                        || between(c, 0xF900, 0xFAFF)
                        || between(c, 0xFE30, 0xFE6F)
                        || between(c, 0xFF00, 0xFF60)
                        || between(c, 0xFFE0, 0xFFE6)
                        || between(c, 0x1F300, 0x1F64F)
                        || between(c, 0x1F680, 0x1F6FF)
                        || between(c, 0x1F900, 0x1F9FF)
                        || between(c, 0x20000, 0x3FFFD));
    }

    private static boolean between(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
