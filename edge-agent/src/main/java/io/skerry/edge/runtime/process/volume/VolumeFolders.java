package io.skerry.edge.runtime.process.volume;

import io.skerry.edge.runtime.Volume;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.model.error.LogKeys;
import io.skerry.model.name.ComponentRef;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(VolumeFolders.class);

    private final Path root;

    /** Those that were warned of. */
    private final Set<Path> unreadable = ConcurrentHashMap.newKeySet();

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
        // On the disk before it has its name: a power cut must not leave the name of a hollow file.
        Files.write(
                unfinished,
                Values.write(kept),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
        Files.move(
                unfinished, volume.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Every one that was made to its end and of which is known whose it is. */
    List<KeptVolume> all() throws IOException {
        var all = new ArrayList<KeptVolume>();
        for (var tenant : tenants()) {
            try (var paths = Files.find(
                    tenant,
                    DEPTH - 1,
                    (path, _) -> root.relativize(path).getNameCount() == DEPTH && Files.exists(data(path)))) {
                paths.sorted().forEach(path -> read(path).ifPresent(all::add));
            }
        }
        return all;
    }

    /** Without what is being deleted: it goes away while it is looked at, or may not be looked at. */
    private List<Path> tenants() throws IOException {
        try (var entries = Files.list(root)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith(LEAVING))
                    .sorted()
                    .toList();
        }
    }

    /** Empty too if it cannot be read: one bad note must not hide the others, and the next instance makes it anew. */
    private Optional<KeptVolume> read(Path volume) {
        try {
            var kept = Values.read(Files.readAllBytes(volume.resolve(NOTE)), KeptVolume.class);
            unreadable.remove(volume);
            return Optional.of(kept);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | StoreException e) {
            if (unreadable.add(volume)) {
                LOG.atWarn()
                        .addKeyValue("volume", volume)
                        .addKeyValue(LogKeys.ERROR, e.toString())
                        .log("a volume is not told of: its note cannot be read");
            }
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
