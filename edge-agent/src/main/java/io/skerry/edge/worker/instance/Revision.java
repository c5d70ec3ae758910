package io.skerry.edge.worker.instance;

import io.skerry.model.application.Dependency;
import io.skerry.model.application.EnvVar;
import io.skerry.model.application.PortSpec;
import io.skerry.model.application.Resources;
import io.skerry.model.application.RunSpec;
import io.skerry.model.site.WantedComponent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything an instance is made from; what is not in here can change under a running instance. */
record Revision(
        String uid,
        @Nullable String artifact,
        @Nullable String commit,
        @Nullable RunSpec run,
        List<PortSpec> ports,
        List<EnvVar> env,
        List<Dependency> dependencies,
        @Nullable Resources resources,
        @Nullable Map<String, Object> attributes) {

    /** A volume's size may change under an instance. */
    private record Mount(String name, String path, String type) {}

    /** One with volumes; the names of all others are as they were before there were any. */
    private record Mounted(Revision rest, List<Mount> volumes) {}

    private static final int LENGTH = 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** The name of the revision: the same text for the same content, on every machine. */
    static String of(WantedComponent wanted) {
        var spec = wanted.spec();
        var content = new Revision(
                wanted.uid(),
                wanted.artifact() == null ? null : wanted.artifact().digest(),
                wanted.commit(),
                spec.run(),
                spec.portList(),
                spec.envList(),
                spec.dependencyList(),
                spec.resources(),
                spec.attributes());
        var mounts = spec.volumeList().stream()
                .map(volume -> new Mount(volume.name(), volume.path(), volume.typeOrUsual()))
                .toList();
        try {
            var bytes = JSON.writeValueAsBytes(mounts.isEmpty() ? content : new Mounted(content, mounts));
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
