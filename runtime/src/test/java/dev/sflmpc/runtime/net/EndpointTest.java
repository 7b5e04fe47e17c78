package dev.sflmpc.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

    @Test
    void parse_everyForm_givesHostAndPort() {
        assertEquals(new Endpoint("example.com", 7766), Endpoint.parse("example.com:7766"));
        assertEquals(new Endpoint("192.0.2.7", 1), Endpoint.parse("192.0.2.7:1"));
        assertEquals(new Endpoint("2001:db8::7", 65535), Endpoint.parse("[2001:db8::7]:65535"));
        assertEquals(new Endpoint("", 0), Endpoint.parse(":0"));
        assertEquals(new Endpoint("", 80), Endpoint.parse("*:80"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, there is no port",
        "localhost:, there is no port",
        "localhost:http, 'http' is not a port",
        "localhost:-1, '-1' is not a port",
        "localhost:65536, port 65536 is above 65535",
        "localhost:99999999999, '99999999999' is not a port",
        "2001:db8::7:80, an IPv6 address needs brackets",
        "http://localhost:80, an IPv6 address needs brackets",
        "user@host:80, 'user@host' is not a host name"
    })
    void parse_malformed_saysWhatIsWrong(String text, String problem) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text))
                .getMessage());
        assertTrue(message.contains(problem), message);
        assertTrue(message.contains("expected HOST:PORT"), message);
    }

    @Test
    void toString_ofIpv6_hasBrackets() {
        assertEquals("[::1]:9", new Endpoint("::1", 9).toString());
        assertEquals("*:9", new Endpoint("", 9).toString());
    }
}
