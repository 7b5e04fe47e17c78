package dev.sflmpc.runtime.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pinned peers of this side: a JSON file that people may edit, {@code {"peers": {"acme": "SHA256:…"}}}.
 *
 * <p>An instance is the file's content when it was read; changes are written at once.
 */
public final class PeerStore implements TrustedPeers {
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final String PEERS = "peers";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Map<String, Fingerprint> pinned = new TreeMap<>();

    private PeerStore(Path file) {
        this.file = file;
    }

    /** The peers of {@code file}; none when there is no such file. */
    public static PeerStore load(Path file) throws KeyFileException, IOException {
        PeerStore store = new PeerStore(file);
        if (Files.exists(file)) {
            KeyFiles.requireOwnerOnly(file, KeyFiles.UNCHANGED);
            store.parse(KeyFiles.read(file, MAX_FILE_BYTES));
        }
        return store;
    }

    /**
     * The peers of {@code file} as it is at each handshake, so that one may pin a peer while waiting for it. While the file
     * cannot be used nobody is trusted.
     */
    public static TrustedPeers following(Path file) {
        return () -> {
            try {
                return load(file).peers();
            } catch (KeyFileException | IOException e) {
                return List.of();
            }
        };
    }

    private void parse(String text) throws KeyFileException {
        JsonNode root = tree(text);
        JsonNode peers = root.path(PEERS);
        if (!peers.isObject() || root.size() != 1) {
            throw malformed("expected {\"peers\": {\"NAME\": \"SHA256:…\"}}");
        }
        for (Map.Entry<String, JsonNode> entry : peers.properties()) {
            pinned.put(entry.getKey(), fingerprint(entry.getKey(), entry.getValue()));
        }
    }

    private JsonNode tree(String text) throws KeyFileException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw malformed("line " + e.getLocation().getLineNr() + " is not JSON");
        }
    }

    private Fingerprint fingerprint(String name, JsonNode value) throws KeyFileException {
        try {
            requireName(name);
            return Fingerprint.parse(value.asText());
        } catch (IllegalArgumentException e) {
            throw malformed("peer \"" + name + "\": " + e.getMessage());
        }
    }

    private KeyFileException malformed(String problem) {
        return new KeyFileException(file, problem);
    }

    /**
     * Pins a peer and writes the file.
     *
     * @throws IllegalArgumentException when the name is malformed, or it or the key is pinned otherwise already
     */
    public void add(String name, Fingerprint fingerprint) throws KeyFileException, IOException {
        requireName(name);
        Fingerprint known = pinned.get(name);
        if (known != null && !known.equals(fingerprint)) {
            throw new IllegalArgumentException("peer " + name + " is pinned to " + known
                    + "; if its key has really changed," + " run `mpc peer remove " + name + "` first");
        }
        Optional<Peer> sameKey = find(fingerprint);
        if (sameKey.isPresent() && known == null) {
            throw new IllegalArgumentException(
                    "this key is pinned already, as peer " + sameKey.get().name());
        }
        pinned.put(name, fingerprint);
        write();
    }

    /** Forgets a peer and writes the file; false when there is no such peer. */
    public boolean remove(String name) throws KeyFileException, IOException {
        if (pinned.remove(name) == null) {
            return false;
        }
        write();
        return true;
    }

    /** The peer of this name. */
    public Optional<Peer> peer(String name) {
        return Optional.ofNullable(pinned.get(name)).map(fingerprint -> new Peer(name, fingerprint));
    }

    /** All peers, by name. */
    @Override
    public List<Peer> peers() {
        List<Peer> peers = new ArrayList<>();
        pinned.forEach((name, fingerprint) -> peers.add(new Peer(name, fingerprint)));
        return peers;
    }

    private void write() throws KeyFileException, IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode peers = root.putObject(PEERS);
        pinned.forEach((name, fingerprint) -> peers.put(name, fingerprint.toString()));
        KeyFiles.writeAtomically(file, JSON.writeValueAsString(root) + "\n", true);
    }

    private static void requireName(String name) {
        if (!name.matches("[\\p{L}\\p{Nd}][\\p{L}\\p{M}\\p{Nd}._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a peer name; expected up to 64 letters, digits, dots,"
                            + " underscores and hyphens, beginning with a letter or digit");
        }
    }
}
