package io.skerry.link.identity;

import io.skerry.model.error.InvalidInput;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A request to sign a key, PKCS#10. Only the key counts: whose certificate it becomes is decided by the token or the certificate that
 * comes with it.
 *
 * @param der the request's bytes, for proofs over it
 */
public record SigningRequest(byte[] der, PublicKey key) {

    private static final String TYPE = "CERTIFICATE REQUEST";
    private static final int BITS = 256;

    /** A request signed by the key itself. */
    public static SigningRequest of(KeyPair keys) {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            var request = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=skerry"), keys.getPublic())
                    .build(signer);
            return new SigningRequest(request.getEncoded(), keys.getPublic());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a request and checks that its sender holds the key.
     *
     * @throws InvalidInput if it is none, not signed by its key, or the key is not EC P-256
     */
    public static SigningRequest parse(String pem) {
        var der = Pem.der(TYPE, pem);
        try {
            var request = new JcaPKCS10CertificationRequest(der);
            var key = request.getPublicKey();
            if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != BITS) {
                throw new InvalidInput("a signing request's key must be EC P-256");
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new InvalidInput("a signing request is not signed by its own key");
            }
            return new SigningRequest(der, key);
        } catch (GeneralSecurityException | IOException | OperatorCreationException | PKCSException e) {
            throw new InvalidInput("no signing request: " + e.getMessage());
        }
    }

    /** The request in PEM. */
    public String pem() {
        return Pem.text(TYPE, der);
    }
}
