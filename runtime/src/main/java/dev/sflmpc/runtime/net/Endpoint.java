package dev.sflmpc.runtime.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where to listen or connect: a host name or address and a port.
 *
 * @param host name or address without brackets; empty means every address of this machine (to listen only)
 * @param port 0 to 65535; 0 lets the system choose one (to listen only)
 */
public record Endpoint(String host, int port) {
    private static final int MAX_PORT = 65_535;

    public Endpoint {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is out of range 0 to " + MAX_PORT);
        }
    }

    /**
     * Reads {@code HOST:PORT}, {@code [IPV6]:PORT}, or {@code :PORT} and {@code *:PORT} for every address.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw malformed(text, "there is no port");
        }
        return new Endpoint(host(text, text.substring(0, colon)), port(text, text.substring(colon + 1)));
    }

    private static String host(String text, String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        if (host.indexOf(':') >= 0) {
            throw malformed(text, "an IPv6 address needs brackets");
        }
        if (host.indexOf('/') >= 0 || host.indexOf(' ') >= 0 || host.indexOf('@') >= 0) {
            throw malformed(text, "'" + host + "' is not a host name");
        }
        return host.equals("*") ? "" : host;
    }

    private static int port(String text, String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            throw malformed(text, digits.isEmpty() ? "there is no port" : "'" + digits + "' is not a port");
        }
        int port = Integer.parseInt(digits);
        if (port > MAX_PORT) {
            throw malformed(text, "port " + port + " is above " + MAX_PORT);
        }
        return port;
    }

    private static IllegalArgumentException malformed(String text, String problem) {
        return new IllegalArgumentException("'" + text + "': " + problem + "; expected HOST:PORT, such as"
                + " example.com:7766, 192.0.2.7:7766 or [2001:db8::7]:7766");
    }

    /** All addresses of the host, in the system's order of preference. */
    List<InetAddress> resolve() throws UnknownHostException {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            UnknownHostException clearer = new UnknownHostException("the host name '" + host + "' is not known");
            clearer.initCause(e);
            throw clearer;
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host.isEmpty() ? "*" : host) + ":" + port;
    }
}
