package dev.sflmpc.runtime.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who this side is: a P-256 key pair and a self-signed certificate around its public half.
 *
 * <p>The file is PEM with a PKCS #8 private key and a certificate, readable by its owner only. The key authenticates TLS
 * connections and nothing else.
 */
public final class Identity {
    private static final String KEY_LABEL = "PRIVATE KEY";
    private static final String CERTIFICATE_LABEL = "CERTIFICATE";
    private static final int MAX_FILE_BYTES = 1 << 16;

    private final PrivateKey privateKey;
    private final X509Certificate certificate;

    private Identity(PrivateKey privateKey, X509Certificate certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
    }

    /** A new identity. {@code name} goes into the certificate for people to read; nothing is decided by it. */
    public static Identity generate(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new Identity(pair.getPrivate(), SelfSignedCertificate.of(name, pair));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot make a P-256 key", e);
        }
    }

    /**
     * @throws KeyFileException when the file is missing, can be read by others, or does not hold a key and its certificate
     */
    public static Identity load(Path file) throws KeyFileException, IOException {
        try {
            KeyFiles.requireOwnerOnly(file, KeyFiles.PRIVATE);
            String text = KeyFiles.read(file, MAX_FILE_BYTES);
            return of(file, Pem.decode(text, KEY_LABEL), Pem.decode(text, CERTIFICATE_LABEL));
        } catch (NoSuchFileException e) {
            throw new KeyFileException(file, "there is no identity yet; run `mpc keygen`", e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Identity of(Path file, byte[] key, byte[] certificate) throws KeyFileException {
        try {
            X509Certificate parsed = certificate(certificate);
            PrivateKey privateKey = KeyFactory.getInstance(parsed.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(key));
            requirePair(file, privateKey, parsed);
            return new Identity(privateKey, parsed);
        } catch (GeneralSecurityException e) {
            throw damaged(file, "the key or the certificate cannot be read", e);
        }
    }

    private static void requirePair(Path file, PrivateKey key, X509Certificate certificate)
            throws KeyFileException, GeneralSecurityException {
        byte[] probe = "SFL/mpc key check".getBytes(StandardCharsets.US_ASCII);
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm();
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        byte[] signature = signer.sign();
        signer.initVerify(certificate.getPublicKey());
        signer.update(probe);
        if (!signer.verify(signature)) {
            throw damaged(file, "the certificate belongs to another key", null);
        }
    }

    private static KeyFileException damaged(Path file, String what, @Nullable Exception cause) {
        return new KeyFileException(
                file,
                "not a usable identity: " + what
                        + "; restore it from a copy, or delete it and run `mpc keygen` (your peers"
                        + " must then pin the new fingerprint)",
                cause);
    }

    /**
     * Writes the identity so that at every moment the file is either absent or whole, with mode 600.
     *
     * @throws KeyFileException when the file exists: an identity is never overwritten
     */
    public void save(Path file) throws KeyFileException, IOException {
        if (Files.exists(file)) {
            throw new KeyFileException(
                    file,
                    "there is an identity already; peers have pinned it. Delete the file first if you mean to replace it");
        }
        String text = Pem.encode(KEY_LABEL, privateKey.getEncoded()) + certificatePem();
        KeyFiles.writeAtomically(file, text, false);
    }

    /** The certificate of a PEM or DER file, as peers exchange it. */
    public static X509Certificate readCertificate(Path file) throws KeyFileException, IOException {
        try {
            String text = KeyFiles.read(file, MAX_FILE_BYTES);
            byte[] der = text.contains("-----BEGIN") ? Pem.decode(text, CERTIFICATE_LABEL) : Files.readAllBytes(file);
            return certificate(der);
        } catch (NoSuchFileException e) {
            throw new KeyFileException(file, "there is no such file", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyFileException(file, "this is not an X.509 certificate in PEM or DER form", e);
        }
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** The public half as PEM, to give to a peer. */
    public String certificatePem() {
        try {
            return Pem.encode(CERTIFICATE_LABEL, certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate has no encoding", e);
        }
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    X509Certificate certificate() {
        return certificate;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Identity identity
                && MessageDigest.isEqual(privateKey.getEncoded(), identity.privateKey.getEncoded())
                && certificate.equals(identity.certificate);
    }

    @Override
    public int hashCode() {
        return certificate.hashCode();
    }

    @Override
    public String toString() {
        return "Identity[" + fingerprint() + "]";
    }
}
