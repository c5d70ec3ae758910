package io.skerry.edge.runtime.process.volume;

import io.skerry.edge.runtime.Volume;
import io.skerry.edge.runtime.process.machine.Owner;
import io.skerry.edge.runtime.process.slug.Trees;
import io.skerry.model.error.LogKeys;
import io.skerry.model.name.ComponentRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The volumes of a data center's components. They are made when an instance is to have one, and stay until somebody asks for their end:
 * nothing is deleted because nothing uses it.
 */
public final class Volumes {

    private static final Logger LOG = LoggerFactory.getLogger(Volumes.class);

    private final VolumeFolders folders;
    private final Map<String, Set<Path>> used = new HashMap<>();

    /** Opens those of a data center; what an earlier agent was deleting is deleted to its end meanwhile, as far as it can be. */
    public Volumes(Path dataCenterFolder) throws IOException {
        folders = new VolumeFolders(dataCenterFolder.resolve("volumes").toAbsolutePath());
        var leaving = folders.leaving();
        // Apart from the start, which may neither wait for it nor fail by it; on a thread of the platform, as file
        // calls hold a carrier.
        Thread.ofPlatform().daemon().name("volumes-leaving").start(() -> leaving.forEach(Volumes::deleteLeft));
    }

    private static void deleteLeft(Path leaving) {
        try {
            Trees.delete(leaving);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("folder", leaving)
                    .addKeyValue(LogKeys.ERROR, e.toString())
                    .log("what is left of a deleted volume stays until the next start");
        }
    }

    /** An instance uses those from now on, whether they are there yet or not: they are not deleted. */
    public synchronized void use(String instance, ComponentRef component, List<Volume> volumes) {
        used.put(
                instance,
                volumes.stream()
                        .map(volume -> folders.of(component, volume.name()))
                        .collect(Collectors.toSet()));
    }

    /** An instance uses none any more. */
    public synchronized void release(String instance) {
        used.remove(instance);
    }

    /** Makes one that is in use, if it is not there; it has its data as they were otherwise. */
    public void make(ComponentRef component, Volume volume, Owner owner) throws IOException {
        folders.make(component, volume, owner);
    }

    /** Where a component's volume has its data. */
    public Path data(ComponentRef component, String name) {
        return VolumeFolders.data(folders.of(component, name));
    }

    /** All that are there, in use or not. */
    public List<KeptVolume> all() throws IOException {
        return folders.all();
    }

    /**
     * Deletes one with its data; nothing happens if it is not there.
     *
     * @return false if an instance uses it
     */
    public boolean delete(ComponentRef component, String name) throws IOException {
        var folder = folders.of(component, name);
        var leaving = folders.leaving(UUID.randomUUID());
        synchronized (this) {
            if (used.values().stream().anyMatch(paths -> paths.contains(folder))) {
                return false;
            }
            if (!Files.exists(folder)) {
                return true;
            }
            Files.move(folder, leaving, StandardCopyOption.ATOMIC_MOVE);
        }
        Trees.delete(leaving);
        return true;
    }
}
