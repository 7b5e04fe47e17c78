package dev.sflmpc.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

    @TempDir
    Path home;

    @Test
    void load_afterSave_givesTheSameIdentity() throws Exception {
        Path file = KeyFiles.identity(home.resolve("new/folder"));
        Identity identity = Identity.generate("acme");
        identity.save(file);
        assertEquals(identity, Identity.load(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files =
                Files.list(KeyFiles.identity(home.resolve("new/folder")).getParent())) {
            assertEquals(1, files.count(), "no temporary file stays behind");
        }
    }

    @Test
    void save_whereThereIsOne_refusesAndKeepsIt() throws Exception {
        Path file = home.resolve("identity.pem");
        Identity first = Identity.generate("first");
        first.save(file);
        assertMessage("there is an identity already", assertThrows(KeyFileException.class, () -> Identity.generate("b")
                .save(file)));
        assertEquals(first, Identity.load(file));
    }

    @Test
    void load_missing_saysKeygen() {
        assertMessage(
                "mpc keygen", assertThrows(KeyFileException.class, () -> Identity.load(home.resolve("identity.pem"))));
    }

    @Test
    void load_readableByOthers_saysChmod() throws Exception {
        Path file = home.resolve("identity.pem");
        Identity.generate("a").save(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertMessage("chmod 600", assertThrows(KeyFileException.class, () -> Identity.load(file)));
    }

    @Test
    void load_damagedInAnyWay_saysSoWithoutTheKey() throws Exception {
        Path file = home.resolve("identity.pem");
        Identity identity = Identity.generate("a");
        identity.save(file);
        String text = Files.readString(file);
        String other = Identity.generate("b").certificatePem();
        int certificate = text.indexOf("-----BEGIN CERT");
        for (String damaged : new String[] {
            "",
            "rubbish",
            text.substring(0, certificate),
            text.substring(certificate),
            text.substring(0, certificate) + other,
            text.replace("\nM", "\n!"),
            text.substring(0, 100),
            text.replace("A", "B")
        }) {
            Files.writeString(file, damaged);
            KeyFileException failure = assertThrows(KeyFileException.class, () -> Identity.load(file), damaged);
            assertMessage("not a usable identity", failure);
            assertFalse(String.valueOf(failure.getMessage()).contains(text.substring(40, 60)), "key in the message");
        }
    }

    @Test
    void load_hugeFile_isRefusedUnread() throws IOException {
        Path file = home.resolve("identity.pem");
        Files.write(file, new byte[1 << 20]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertMessage("larger than", assertThrows(KeyFileException.class, () -> Identity.load(file)));
    }

    @Test
    void readCertificate_pemAndDer_giveTheFingerprint() throws Exception {
        Identity identity = Identity.generate("a");
        Path pem = home.resolve("a.pem");
        Path der = home.resolve("a.der");
        Files.writeString(pem, identity.certificatePem());
        Files.write(der, identity.certificate().getEncoded());
        assertEquals(identity.fingerprint(), Fingerprint.of(Identity.readCertificate(pem)));
        assertEquals(identity.fingerprint(), Fingerprint.of(Identity.readCertificate(der)));
        Files.writeString(pem, "hello");
        assertMessage("not an X.509", assertThrows(KeyFileException.class, () -> Identity.readCertificate(pem)));
    }

    @Test
    void home_withAndWithoutVariable_isWhereTheManualSays() {
        assertEquals(Path.of("/x"), KeyFiles.home(Map.of("MPC_HOME", "/x")));
        assertTrue(KeyFiles.home(Map.of()).endsWith(Path.of(".config/mpc")));
    }

    @Test
    void toString_showsTheFingerprintOnly() {
        Identity identity = Identity.generate("a");
        assertEquals("Identity[" + identity.fingerprint() + "]", identity.toString());
    }

    private static void assertMessage(String part, Exception failure) {
        assertTrue(String.valueOf(failure.getMessage()).contains(part), failure::getMessage);
    }
}
