package io.skerry.model.site;

import java.util.Map;

/**
 * A built artifact by content.
 *
 * @param digest {@code sha256:…}
 * @param size in bytes
 * @param platform such as {@code linux/amd64}
 * @param requires tool → version the data center must have: {@code python} → {@code 3.11}
 * @param processes process type → command line, as the build found them
 */
public record ArtifactRef(
        String digest, long size, String platform, Map<String, String> requires, Map<String, String> processes) {

    public ArtifactRef {
        requires = Map.copyOf(requires);
        processes = Map.copyOf(processes);
    }
}
