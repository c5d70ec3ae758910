package io.skerry.link.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTests {

    private final Instant now = Instant.now();
    private static final DataCenterName EAST = new DataCenterName("east");

    private final Issuer issuer = authority("inst-1", now);

    @Test
    void anAgentsCertificateNamesItsDataCenterAndIsForClientsOnly() throws Exception {
        var certificate = issuer.issue(
                SpiffeId.agent("inst-1", EAST, "a-1"), Keys.generate().getPublic(), now);

        var peer = PeerIdentity.of(certificate).orElseThrow();
        assertThat(peer.installation()).isEqualTo("inst-1");
        assertThat(peer.dataCenter()).isEqualTo(EAST);
        assertThat(peer.agentId()).isEqualTo("a-1");
        assertThat(peer.serial()).hasSizeGreaterThan(30);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofHours(26));
    }

    @Test
    void theHubIsNoAgent() {
        var certificate = issuer.issue(SpiffeId.hub("inst-1"), Keys.generate().getPublic(), now);

        assertThat(PeerIdentity.of(certificate)).isEmpty();
        assertThatThrownBy(() -> PeerIdentity.of(issuer.root())).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aSigningRequestComesBackWithItsKey() {
        var keys = Keys.generate();

        var read = SigningRequest.parse(SigningRequest.of(keys).pem());

        assertThat(read.key()).isEqualTo(keys.getPublic());
    }

    @Test
    void aSigningRequestThatWasChangedIsRefused() {
        var der = SigningRequest.of(Keys.generate()).der();
        der[der.length - 1] ^= 1;

        assertThatThrownBy(() -> SigningRequest.parse(Pem.text("CERTIFICATE REQUEST", der)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> SigningRequest.parse("nonsense")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aProofIsGoodForItsKeyAndBytesOnly() throws GeneralSecurityException {
        var keys = Keys.generate();
        var proof = Keys.prove(keys.getPrivate(), new byte[] {1});

        assertThat(Keys.proven(keys.getPublic(), new byte[] {1}, proof)).isTrue();
        assertThat(Keys.proven(keys.getPublic(), new byte[] {2}, proof)).isFalse();
        assertThat(Keys.proven(Keys.generate().getPublic(), new byte[] {1}, proof))
                .isFalse();
        assertThat(Keys.proven(
                        KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic(), new byte[] {1}, proof))
                .isFalse();
        assertThat(Keys.proven(keys.getPublic(), new byte[] {1}, "?")).isFalse();
    }

    @Test
    void anAgentBelievesTheHubOfItsInstallationOnly() {
        var trust = HubTrust.of(agent(issuer, "inst-1"));

        assertThatCode(() -> trust.checkServerTrusted(hub(issuer, "inst-1"), "EC"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> trust.checkServerTrusted(hub(issuer, "inst-2"), "EC"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() -> trust.checkServerTrusted(hub(authority("inst-1", now), "inst-1"), "EC"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(() ->
                        trust.checkServerTrusted(agent(issuer, "inst-1").chain().toArray(X509Certificate[]::new), "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void aTokenPinsTheAuthority() {
        var trust = HubTrust.pinned(Certificates.hash(issuer.root()));

        assertThatCode(() -> trust.checkServerTrusted(hub(issuer, "inst-1"), "EC"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> trust.checkServerTrusted(hub(authority("inst-1", now), "inst-1"), "EC"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void aPinnedAuthorityMustHaveSignedTheChain() {
        var trust = HubTrust.pinned(Certificates.hash(issuer.root()));
        var stranger = authority("inst-1", now);
        var forged = new X509Certificate[] {hub(stranger, "inst-1")[0], issuer.root()};

        assertThatThrownBy(() -> trust.checkServerTrusted(forged, "EC")).isInstanceOf(CertificateException.class);
    }

    @Test
    void aTokenComesBackAsItWasWrittenAndHidesItself() {
        var token = EnrolmentToken.create(EAST, "a".repeat(64));

        assertThat(EnrolmentToken.parse(token.text() + "\n")).isEqualTo(token);
        assertThat(token.toString()).doesNotContain(token.secret());
        assertThat(token.secretHash()).hasSize(64).isNotEqualTo(token.secret());
        assertThatThrownBy(() -> EnrolmentToken.parse("ske_east_1_2")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void isRenewedAtTwoThirdsOfItsLifeGiveOrTakeATenth() {
        var own = agent(issuer, "inst-1");
        var from = own.leaf().getNotBefore().toInstant();

        assertThat(Duration.between(from, own.renewAt(0))).isEqualTo(Duration.ofMinutes(936));
        assertThat(Duration.between(from, own.renewAt(1))).isEqualTo(Duration.ofMinutes(1144));
    }

    @Test
    void filesAreTheOwnersAloneAndComeBack(@TempDir Path folder) throws IOException {
        var files = IdentityFiles.in(folder.resolve("identity"));
        assertThat(files.load()).isEmpty();
        var own = agent(issuer, "inst-1");

        files.save(own);
        files.save(own);

        var read = files.load().orElseThrow();
        assertThat(read).isEqualTo(own);
        try (var all = Files.list(folder.resolve("identity"))) {
            assertThat(all)
                    .allSatisfy(f -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                            .isEqualTo("rw-------"));
        }
    }

    private static Issuer authority(String installation, Instant now) {
        var keys = Keys.generate();
        return new Issuer(keys.getPrivate(), Issuer.root(keys, installation, now));
    }

    private Credentials agent(Issuer issuer, String installation) {
        var keys = Keys.generate();
        var leaf = issuer.issue(SpiffeId.agent(installation, EAST, "a-1"), keys.getPublic(), now);
        return new Credentials(keys.getPrivate(), List.of(leaf), List.of(issuer.root()));
    }

    private X509Certificate[] hub(Issuer issuer, String installation) {
        var leaf = issuer.issue(SpiffeId.hub(installation), Keys.generate().getPublic(), now);
        return new X509Certificate[] {leaf, issuer.root()};
    }
}
