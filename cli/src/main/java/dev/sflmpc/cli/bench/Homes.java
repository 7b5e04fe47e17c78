package dev.sflmpc.cli.bench;

import dev.sflmpc.runtime.net.Identity;
import dev.sflmpc.runtime.net.KeyFileException;
import dev.sflmpc.runtime.net.PeerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What two parties keep at home before they talk over TLS: each an identity of its own, and the other's pinned. */
public record Homes(Path garbler, Path evaluator) {

    /** Makes two new identities and the folders for them in {@code folder}. */
    public static Homes make(Path folder) throws IOException {
        Homes homes = new Homes(folder.resolve("garbler.home"), folder.resolve("evaluator.home"));
        Identity garbler = Identity.generate("garbler");
        Identity evaluator = Identity.generate("evaluator");
        try {
            fill(homes.garbler(), garbler, "evaluator", evaluator);
            fill(homes.evaluator(), evaluator, "garbler", garbler);
        } catch (KeyFileException e) {
            throw new IOException(e);
        }
        return homes;
    }

    private static void fill(Path home, Identity own, String peerName, Identity peer)
            throws IOException, KeyFileException {
        Files.createDirectories(home);
        own.save(home.resolve("identity.pem"));
        PeerStore.load(home.resolve("peers.json")).add(peerName, peer.fingerprint());
    }
}
