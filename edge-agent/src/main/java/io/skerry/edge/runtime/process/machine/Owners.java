package io.skerry.edge.runtime.process.machine;

import io.skerry.model.name.ApplicationRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/**
 * Decides who runs what: every application its own user when the agent is root, else the agent's user.
 *
 * @param note what is unusual about it, for users; empty if nothing is
 */
public record Owners(boolean separate, List<String> note) {

    /** Looks who the agent is and whether others can enter its folder. */
    public static Owners decide(Path folder) throws IOException {
        var root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        if (!root) {
            return new Owners(false, List.of());
        }
        for (var parent = folder.toRealPath(); parent != null; parent = parent.getParent()) {
            if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return new Owners(
                        false,
                        List.of(
                                "Instances run as root here: other users cannot enter " + parent
                                        + ". Keep the data center's folder where they can (chmod o+x), and each application gets a user of its own."));
            }
        }
        return new Owners(true, List.of());
    }

    /** Who runs the instances of an application. */
    public Owner of(ApplicationRef application) {
        return separate ? Owner.of(application) : Owner.AGENT;
    }
}
