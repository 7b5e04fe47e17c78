package dev.sflmpc.samples;

import java.nio.file.Path;
import java.util.List;

/** One side of a session: its home directory with an identity and the pinned peers. */
record Company(String name, Path home, String fingerprint) {

    /** Makes the identity with {@code mpc keygen}. */
    static Company found(String name, Path directory) {
        Path home = directory.resolve(name);
        String fingerprint =
                Launcher.run(home, List.of("keygen", "--name", name)).result().strip();
        return new Company(name, home, fingerprint);
    }

    void pin(Company peer) {
        pin(peer.name(), peer.fingerprint());
    }

    void pin(String peer, String fingerprint) {
        String answer = Launcher.run(home, List.of("peer", "add", peer, fingerprint))
                .result()
                .strip();
        if (!answer.equals(peer + " " + fingerprint)) {
            throw new AssertionError("mpc peer add printed " + answer);
        }
    }
}
