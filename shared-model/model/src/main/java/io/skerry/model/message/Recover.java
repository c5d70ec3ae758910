package io.skerry.model.message;

/**
 * Asks for a certificate after the old one ran out, with proof of the old key; on a session with a good certificate it renews.
 *
 * @param csr PKCS#10 in PEM of the new key
 * @param previous the last certificate in PEM
 * @param proof base64 signature of the CSR's DER by the old key, SHA256withECDSA
 */
public record Recover(String agentId, String csr, String previous, String proof) implements Message {}
