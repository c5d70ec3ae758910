package io.skerry.model.site;

import java.util.Arrays;
import java.util.Objects;

/**
 * The value of a {@code wanted/…} key: the hub's version beside the raw body.
 *
 * @param version the site version that brought it
 * @param digest sha-256 of the body in lower-case hex
 * @param body JSON of a {@link WantedComponent} or {@link WantedRoute}, kept byte for byte
 */
public record SiteObject(long version, String digest, byte[] body) {

    @Override
    public boolean equals(Object other) {
        return other instanceof SiteObject that
                && version == that.version
                && digest.equals(that.digest)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, digest);
    }

    @Override
    public String toString() {
        return "SiteObject[version=" + version + ", digest=" + digest + ", bytes=" + body.length + "]";
    }
}
