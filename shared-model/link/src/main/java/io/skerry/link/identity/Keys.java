package io.skerry.link.identity;

import io.skerry.model.error.InvalidInput;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** EC P-256 keys: made, written, and used to prove who holds them. */
public final class Keys {

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final String TYPE = "PRIVATE KEY";

    private Keys() {}

    /** A new key. */
    public static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key as PKCS#8 in PEM. */
    public static String pem(PrivateKey key) {
        return Pem.text(TYPE, key.getEncoded());
    }

    /** The first private key of a PEM text. */
    public static PrivateKey parse(String pem) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Pem.der(TYPE, pem)));
        } catch (GeneralSecurityException e) {
            throw new InvalidInput("no EC key in PEM: " + e.getMessage());
        }
    }

    /** Proof, in base64, that the holder of the key has seen these bytes. */
    public static String prove(PrivateKey key, byte[] bytes) {
        try {
            var signature = Signature.getInstance(SIGNATURE);
            signature.initSign(key);
            signature.update(bytes);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether {@link #prove} made the proof over these bytes with this key's other half. */
    public static boolean proven(PublicKey key, byte[] bytes, String proof) {
        try {
            var signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(Base64.getDecoder().decode(proof));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
