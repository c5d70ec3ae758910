package io.skerry.model.message;

/**
 * The only message, beside {@link Recover}, that needs no client certificate.
 *
 * @param token one-use, as printed by {@code dc add}
 * @param csr PKCS#10 in PEM, signed by the agent's new key
 */
public record Enrol(String token, String agentId, String csr) implements Message {

    @Override
    public String toString() {
        return "Enrol[agentId=" + agentId + "]";
    }
}
