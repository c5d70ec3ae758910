package io.skerry.edge.runtime.process.volume;

import io.skerry.edge.runtime.Volume;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.model.name.ComponentRef;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The folder {@code volumes/}.
 *
 * <pre>{@code
 * <tenant>/<application>/<component>/<name>/volume.json   whose it is and what was asked for; the agent's alone
 * <tenant>/<application>/<component>/<name>/data/         the component's own
 * .leaving-<id>/                                          one that is being deleted
 * }</pre>
 */
final class VolumeFolders {

    private static final int DEPTH = 4;
    private static final String LEAVING = ".leaving-";
    private static final String NOTE = "volume.json";
    private static final String DATA = "data";
    private static final String PASS_THROUGH = "rwx--x--x";
    private static final String PRIVATE = "rwx------";

    private final Path root;

    VolumeFolders(Path root) throws IOException {
        this.root = folder(root, PASS_THROUGH);
    }

    Path of(ComponentRef component, String name) {
        return root.resolve(component.tenant().value())
                .resolve(component.application())
                .resolve(component.component())
                .resolve(name);
    }

    static Path data(Path volume) {
        return volume.resolve(DATA);
    }

    /** Makes what is not there. Data that are there stay as they are, whoever made them. */
    void make(ComponentRef component, Volume wanted, Owner owner) throws IOException {
        var volume = of(component, wanted.name());
        var path = root;
        for (var part : root.relativize(volume)) {
            path = folder(path.resolve(part), PASS_THROUGH);
        }
        var known = read(volume);
        if (known.isEmpty() || !known.get().volume().equals(wanted)) {
            var made = known.map(KeptVolume::made).orElseGet(Instant::now);
            note(volume, new KeptVolume(component, wanted, made));
        }
        if (!Files.exists(data(volume))) {
            var unfinished = folder(volume.resolve(DATA + ".new"), PRIVATE);
            owner.own(unfinished);
            Files.move(unfinished, data(volume), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void note(Path volume, KeptVolume kept) throws IOException {
        var unfinished = volume.resolve(NOTE + ".new");
        Files.write(unfinished, Values.write(kept));
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
        Files.move(
                unfinished, volume.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Every one that was made to its end. */
    List<KeptVolume> all() throws IOException {
        var all = new ArrayList<KeptVolume>();
        try (var paths =
                Files.find(root, DEPTH, (path, _) -> root.relativize(path).getNameCount() == DEPTH && isVolume(path))) {
            for (var path : paths.sorted().toList()) {
                read(path).ifPresent(all::add);
            }
        }
        return all;
    }

    private boolean isVolume(Path path) {
        var first = root.relativize(path).getName(0).toString();
        return !first.startsWith(LEAVING) && Files.exists(data(path));
    }

    private static Optional<KeptVolume> read(Path volume) throws IOException {
        try {
            return Optional.of(Values.read(Files.readAllBytes(volume.resolve(NOTE)), KeptVolume.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    Path leaving(UUID id) {
        return root.resolve(LEAVING + id);
    }

    List<Path> leaving() throws IOException {
        try (var all = Files.newDirectoryStream(root, LEAVING + "*")) {
            var found = new ArrayList<Path>();
            all.forEach(found::add);
            return found;
        }
    }

    private static Path folder(Path path, String permissions) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        return path;
    }
}
