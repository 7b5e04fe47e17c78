package dev.sflmpc.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private final Fingerprint fingerprint = Identity.generate("test").fingerprint();

    @Test
    void parse_itsOwnText_givesTheSame() {
        assertEquals(fingerprint, Fingerprint.parse(fingerprint.toString()));
        assertEquals(fingerprint, Fingerprint.parse(" " + fingerprint + "=\n"));
    }

    @Test
    void parse_hexadecimalWithAndWithoutColons_givesTheSame() {
        String hex = HexFormat.of().formatHex(fingerprint.bytes());
        String colons = Pattern.compile("..")
                .matcher(hex)
                .results()
                .map(match -> match.group())
                .collect(Collectors.joining(":"));
        assertEquals(fingerprint, Fingerprint.parse(hex.toUpperCase(Locale.ROOT)));
        assertEquals(fingerprint, Fingerprint.parse(colons));
        assertEquals(fingerprint, Fingerprint.parse("SHA256:" + hex));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SHA256:",
                "SHA256:abc",
                "abc",
                "MD5:00",
                "SHA256:!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"
            })
    void parse_anythingElse_saysWhatIsExpected(String text) {
        Exception failure = assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse(text));
        assertTrue(String.valueOf(failure.getMessage()).contains("expected SHA256:"), failure::getMessage);
    }
}
