package io.skerry.hub.application;

import io.skerry.hub.api.HubException;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.Replicas;
import io.skerry.model.application.UpdatePolicy;
import io.skerry.model.application.VolumeSpec;
import io.skerry.model.quantity.ByteSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold among the volumes of a component; pure. */
final class VolumeRules {

    private static final Set<String> TYPES = Set.of(VolumeSpec.PERSISTENT, VolumeSpec.SHARED);
    private static final ByteSize LEAST = new ByteSize("1Mi");
    private static final String OWN_FOLDER = ".skerry";

    private VolumeRules() {}

    static void check(ComponentSpec spec) {
        var volumes = spec.volumeList();
        for (var i = 0; i < volumes.size(); i++) {
            check(spec, volumes.get(i), "/volumes/" + i);
        }
        ComponentRules.unique(volumes, VolumeSpec::name, "/volumes", "name");
        nested(volumes);
    }

    private static void check(ComponentSpec spec, VolumeSpec volume, String pointer) {
        if (!TYPES.contains(volume.typeOrUsual())) {
            throw HubException.invalid(
                    pointer + "/type",
                    "'" + volume.type() + "' is no type of a volume: write persistent (one instance at a time has it)"
                            + " or shared (all instances in a data center have it).");
        }
        path(volume, pointer + "/path");
        if (volume.size() != null && volume.size().bytes() < LEAST.bytes()) {
            throw HubException.invalid(
                    pointer + "/size",
                    "'" + volume.size().text() + "' is too little: write " + LEAST.text() + " or more.");
        }
        if (volume.typeOrUsual().equals(VolumeSpec.PERSISTENT)) {
            alone(spec, volume, pointer + "/type");
        }
    }

    private static void path(VolumeSpec volume, String pointer) {
        var path = relative(volume);
        if (path.toString().isEmpty()
                || path.startsWith(OWN_FOLDER)
                || volume.path().contains("\0")
                || Stream.of(volume.path().split("/", -1)).anyMatch(part -> part.equals(".."))) {
            throw HubException.invalid(
                    pointer,
                    "'" + volume.path() + "' is no place for a volume: write a path below the source's folder, such as"
                            + " data or /var/cache, without '..'.");
        }
    }

    /** A path begins in the source's folder, also one with a slash before it. */
    private static Path relative(VolumeSpec volume) {
        var text = volume.path().replace("\0", "");
        return Path.of("/").relativize(Path.of("/" + text).normalize());
    }

    private static void nested(List<VolumeSpec> volumes) {
        for (var i = 0; i < volumes.size(); i++) {
            for (var other : volumes.subList(0, i)) {
                var one = relative(volumes.get(i));
                if (one.startsWith(relative(other)) || relative(other).startsWith(one)) {
                    throw HubException.invalid(
                            "/volumes/" + i + "/path",
                            "'" + volumes.get(i).path() + "' and '" + other.path() + "' of volume '" + other.name()
                                    + "' lie within each other: give each a place of its own.");
                }
            }
        }
    }

    /** Two instances that write into one folder and do not know it destroy what is in it. */
    private static void alone(ComponentSpec spec, VolumeSpec volume, String pointer) {
        var replicas = spec.replicas() == null ? new Replicas(null, null) : spec.replicas();
        var most = Stream.concat(
                        Stream.of(replicas.everywhere() == null ? Replicas.DEFAULT : replicas.everywhere()),
                        replicas.dataCenters() == null ? Stream.of() : replicas.dataCenters().values().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(Replicas.DEFAULT);
        var strategy = spec.update() == null ? null : spec.update().strategy();
        if (most > 1 || strategy != UpdatePolicy.Strategy.RECREATE) {
            throw HubException.invalid(
                    pointer,
                    "The volume '" + volume.name() + "' is persistent: one instance at a time may have it. Set"
                            + " update.strategy to recreate and replicas to 1 at most, or make it shared if the program"
                            + " knows how to share a folder.");
        }
    }
}
