package io.skerry.link.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates with a CA's key: the hub's for servers, agents' for clients only. */
public final class Issuer {

    /** How long a certificate is good, from its issue on. */
    public static final Duration LIFE = Duration.ofHours(24);

    private static final Duration BACK_DATED = Duration.ofHours(2);
    private static final Duration ROOT_LIFE = Duration.ofDays(3650);
    private static final String ROOT_NAME = "CN=Skerry ";
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PrivateKey key;
    private final X509Certificate root;

    public Issuer(PrivateKey key, X509Certificate root) {
        this.key = key;
        this.root = root;
    }

    /** The self-signed root of a new CA. */
    public static X509Certificate root(KeyPair keys, String installation, Instant now) {
        var name = new X500Principal(ROOT_NAME + installation);
        try {
            var certificate = builder(name, name, keys.getPublic(), now.minus(BACK_DATED), now.plus(ROOT_LIFE))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return signed(certificate, keys.getPrivate());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The CA's own certificate. */
    public X509Certificate root() {
        return root;
    }

    /** The installation that the CA was made for. */
    public String installation() {
        return root.getSubjectX500Principal().getName().substring(ROOT_NAME.length());
    }

    /** A certificate for that name, good from 2 h before {@code now}, since clocks differ, until {@link #LIFE} after it. */
    public X509Certificate issue(SpiffeId name, PublicKey subject, Instant now) {
        var purpose = name.isHub() ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
        var names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, name.uri()));
        try {
            var certificate = builder(
                            root.getSubjectX500Principal(),
                            new X500Principal("CN=skerry"),
                            subject,
                            now.minus(BACK_DATED),
                            now.plus(LIFE))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                    .addExtension(Extension.subjectAlternativeName, false, names);
            return signed(certificate, key);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this CA signed the certificate, in force or not. */
    public boolean issued(X509Certificate certificate) {
        try {
            certificate.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, PublicKey key, Instant from, Instant to) {
        var serial = new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(from), Date.from(to), subject, key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey key) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
