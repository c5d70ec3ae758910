package io.skerry.machine.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cgroup hierarchies that are mounted, and where in each this process is. */
final class Hierarchies {

    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    private final List<Hierarchy> all;

    private Hierarchies(List<Hierarchy> all) {
        this.all = List.copyOf(all);
    }

    /**
     * One hierarchy.
     *
     * @param mount where it begins for us
     * @param own the group this process is in
     * @param controllers of a v1 hierarchy; empty: it is the unified one
     */
    record Hierarchy(Path mount, Path own, List<String> controllers) {
        boolean unified() {
            return controllers.isEmpty();
        }
    }

    /** @param self {@code /proc/self} */
    static Hierarchies read(Path self) throws IOException {
        var memberships = Files.readAllLines(self.resolve("cgroup"));
        var found = new ArrayList<Hierarchy>();
        for (var line : Files.readAllLines(self.resolve("mountinfo"))) {
            hierarchy(line, memberships).ifPresent(found::add);
        }
        return new Hierarchies(found);
    }

    /** The v1 hierarchy of a controller. */
    Optional<Hierarchy> legacy(Controller controller) {
        return all.stream()
                .filter(one -> one.controllers().contains(controller.kernelName()))
                .findFirst();
    }

    /** The unified hierarchy. */
    Optional<Hierarchy> unified() {
        return all.stream().filter(Hierarchy::unified).findFirst();
    }

    private static Optional<Hierarchy> hierarchy(String line, List<String> memberships) {
        var halves = line.split(" - ", 2);
        var left = halves[0].split(" ", -1);
        var right = halves.length < 2 ? new String[0] : halves[1].split(" ", -1);
        if (right.length < 3 || left.length <= MOUNT_POINT || left[MOUNT_POINT].contains("\\")) {
            return Optional.empty();
        }
        var mount = Path.of(left[MOUNT_POINT]);
        return switch (right[0]) {
            case "cgroup2" -> membership(memberships, "").map(own -> of(mount, left[ROOT], own, List.of()));
            case "cgroup" -> {
                var controllers = Arrays.asList(right[2].split(",", -1));
                yield memberships.stream()
                        .map(one -> one.split(":", 3))
                        .filter(one -> one.length == 3 && !one[1].isEmpty())
                        .filter(one -> controllers.containsAll(Arrays.asList(one[1].split(",", -1))))
                        .findFirst()
                        .map(one -> of(mount, left[ROOT], one[2], controllers));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> membership(List<String> memberships, String controllers) {
        return memberships.stream()
                .map(one -> one.split(":", 3))
                .filter(one -> one.length == 3 && one[1].equals(controllers))
                .map(one -> one[2])
                .findFirst();
    }

    /** A container may see only a part of the hierarchy: then paths begin at that part. */
    private static Hierarchy of(Path mount, String root, String own, List<String> controllers) {
        var below = !root.equals("/") && own.startsWith(root) ? own.substring(root.length()) : own;
        var path = mount.resolve(below.replaceFirst("^/+", "")).normalize();
        return new Hierarchy(mount, path.startsWith(mount) ? path : mount, controllers);
    }
}
