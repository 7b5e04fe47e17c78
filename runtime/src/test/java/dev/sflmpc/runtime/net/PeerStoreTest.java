package dev.sflmpc.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerStoreTest {
    private static final Fingerprint ONE = Fingerprint.parse("11".repeat(32));
    private static final Fingerprint TWO = Fingerprint.parse("22".repeat(32));

    @TempDir
    Path home;

    private Path file() {
        return KeyFiles.peers(home);
    }

    @Test
    void load_afterAdd_hasThePeer() throws Exception {
        PeerStore.load(file()).add("acme", ONE);
        PeerStore.load(file()).add("bank-2.example", TWO);
        PeerStore store = PeerStore.load(file());
        assertEquals(List.of(new Peer("acme", ONE), new Peer("bank-2.example", TWO)), store.peers());
        assertEquals(Optional.of(new Peer("acme", ONE)), store.peer("acme"));
        assertEquals(Optional.of("bank-2.example"), store.find(TWO).map(Peer::name));
        assertTrue(Files.readString(file()).contains("\"acme\" : \"" + ONE + "\""), Files.readString(file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "鮑勃", "Иван-2"})
    void load_afterAddInAnotherScript_hasThePeer(String name) throws Exception {
        PeerStore.load(file()).add(name, ONE);
        assertEquals(List.of(new Peer(name, ONE)), PeerStore.load(file()).peers());
    }

    @Test
    void remove_aPeer_forgetsIt() throws Exception {
        PeerStore store = PeerStore.load(file());
        store.add("acme", ONE);
        assertTrue(store.remove("acme"));
        assertFalse(store.remove("acme"));
        assertEquals(List.of(), PeerStore.load(file()).peers());
    }

    @Test
    void add_otherKeyForAName_saysHowToReplaceIt() throws Exception {
        PeerStore store = PeerStore.load(file());
        store.add("acme", ONE);
        store.add("acme", ONE);
        Exception failure = assertThrows(IllegalArgumentException.class, () -> store.add("acme", TWO));
        assertTrue(String.valueOf(failure.getMessage()).contains("mpc peer remove acme"), failure::getMessage);
        assertThrows(IllegalArgumentException.class, () -> store.add("again", ONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "a b", "a/b", "a\nb", "a\u202Eb", "\u0301a"})
    void add_malformedName_isRefused(String name) throws Exception {
        PeerStore store = PeerStore.load(file());
        assertThrows(IllegalArgumentException.class, () -> store.add(name, ONE));
        assertFalse(Files.exists(file()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"peers\": []}",
                "{\"peers\": {\"a\": 7}}",
                "{\"peers\": {\"a b\": \"\"}}",
                "{\"peers\": {}, \"x\": 1}"
            })
    void load_malformed_namesTheFile(String text) throws Exception {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        Exception failure = assertThrows(KeyFileException.class, () -> PeerStore.load(file()));
        assertTrue(String.valueOf(failure.getMessage()).contains("peers.json"), failure::getMessage);
        assertEquals(List.of(), PeerStore.following(file()).peers());
    }

    @Test
    void load_writableByOthers_isRefused() throws Exception {
        PeerStore.load(file()).add("acme", ONE);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-r--"));
        assertThrows(KeyFileException.class, () -> PeerStore.load(file()));
    }

    @Test
    void following_aFile_seesPeersAddedLater() throws Exception {
        TrustedPeers trusted = PeerStore.following(file());
        assertEquals(List.of(), trusted.peers());
        PeerStore.load(file()).add("acme", ONE);
        assertEquals(List.of(new Peer("acme", ONE)), trusted.peers());
    }
}
