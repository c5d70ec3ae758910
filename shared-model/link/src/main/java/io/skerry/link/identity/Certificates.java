package io.skerry.link.identity;

import io.skerry.model.error.InvalidInput;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Reads certificates, and names them by hash and serial. */
public final class Certificates {

    private Certificates() {}

    /** The certificates of a PEM text, in its order. */
    public static List<X509Certificate> parse(String pem) {
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new InvalidInput("no certificate in PEM: " + e.getMessage());
        }
    }

    /** The certificates as PEM. */
    public static String pem(Collection<X509Certificate> certificates) {
        var text = new StringBuilder();
        for (var certificate : certificates) {
            text.append(Pem.text("CERTIFICATE", der(certificate)));
        }
        return text.toString();
    }

    /** sha-256 of the certificate, in hex: what an enrolment token carries of the CA. */
    public static String hash(X509Certificate certificate) {
        return sha256(der(certificate));
    }

    /** sha-256 of the public key's SubjectPublicKeyInfo, in hex. */
    public static String hash(PublicKey key) {
        return sha256(key.getEncoded());
    }

    /** The serial in hex. */
    public static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
