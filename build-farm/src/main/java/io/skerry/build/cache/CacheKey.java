package io.skerry.build.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names dependencies by everything they were made from, so that a hit is as good as an installation.
 *
 * @param tenant whose they are; tenants share nothing
 * @param digest 64 hex digits
 */
public record CacheKey(String tenant, String digest) {

    /**
     * The key of dependencies.
     *
     * @param parts what decides: tool and version, platform, lock file, settings
     */
    public static CacheKey of(String tenant, List<String> parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                // the length keeps neighbours apart
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            return new CacheKey(tenant, HexFormat.of().formatHex(sha.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
