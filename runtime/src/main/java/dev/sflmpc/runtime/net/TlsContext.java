package dev.sflmpc.runtime.net;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.3 with one key on this side and pinned keys on the other, for one connection.
 *
 * <p>A new context per connection: no session is resumed, so every connection proves possession of both keys.
 */
final class TlsContext {
    private static final String ALIAS = "identity";

    private final SSLContext context;
    private final PinningTrustManager trustManager;

    TlsContext(Security.Tls security) {
        trustManager = new PinningTrustManager(security.trusted());
        try {
            context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    new KeyManager[] {new OneKeyManager(security.identity())}, new TrustManager[] {trustManager}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no TLS 1.3", e);
        }
    }

    SSLContext context() {
        return context;
    }

    /** What the peer showed, whether or not it was trusted. */
    Optional<Fingerprint> seen() {
        return Optional.ofNullable(trustManager.seen);
    }

    static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters(
                new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"}, new String[] {"TLSv1.3"});
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    /**
     * Accepts exactly the pinned public keys. Names, dates and issuers of the certificate mean nothing here: who holds the
     * pinned key is the peer, and TLS makes it prove that.
     */
    private static final class PinningTrustManager extends X509ExtendedTrustManager {
        private final TrustedPeers trusted;
        private volatile @Nullable Fingerprint seen;

        PinningTrustManager(TrustedPeers trusted) {
            this.trusted = trusted;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0) {
                throw new CertificateException("the peer shows no certificate");
            }
            Fingerprint fingerprint = Fingerprint.of(chain[0]);
            seen = fingerprint;
            if (trusted.find(fingerprint).isEmpty()) {
                throw new CertificateException("the peer's key " + fingerprint + " is not pinned");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Offers the identity's key, whatever is asked for. */
    private static final class OneKeyManager extends X509ExtendedKeyManager {
        private final Identity identity;

        OneKeyManager(Identity identity) {
            this.identity = identity;
        }

        private boolean fits(@Nullable String keyType) {
            return identity.privateKey().getAlgorithm().equals(keyType);
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return fits(keyType) ? new String[] {ALIAS} : null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            for (String keyType : keyTypes) {
                if (fits(keyType)) {
                    return ALIAS;
                }
            }
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return fits(keyType) ? new String[] {ALIAS} : null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return fits(keyType) ? ALIAS : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(@Nullable String alias) {
            return new X509Certificate[] {identity.certificate()};
        }

        @Override
        public PrivateKey getPrivateKey(@Nullable String alias) {
            return identity.privateKey();
        }
    }
}
