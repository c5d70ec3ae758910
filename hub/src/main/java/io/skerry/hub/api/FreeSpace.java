package io.skerry.hub.api;

import io.skerry.hub.HubSettings;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disks that changes go to have room. A database that meets the very end of its disk dies, and nothing can be read then: changes
 * are refused before, and what is left serves the little that the hub writes by itself. Asked at every change, so that room counts as soon
 * as it is there.
 */
public final class FreeSpace {

    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);

    private final List<Disk> changes;
    private final List<Disk> uploads;
    private final long least;
    private final Set<Disk> low = ConcurrentHashMap.newKeySet();

    /**
     * A disk.
     *
     * @param holds what lies there, as a sentence has it
     * @param usable how many bytes are free
     */
    public record Disk(String name, String holds, LongSupplier usable) {}

    /** @param least bytes that stay free on each */
    FreeSpace(List<Disk> changes, List<Disk> uploads, long least) {
        this.changes = List.copyOf(changes);
        this.uploads = List.copyOf(uploads);
        this.least = least;
    }

    static FreeSpace of(HubSettings settings) {
        var database = settings.disk().database();
        var changes = new ArrayList<Disk>();
        if (database != null) {
            changes.add(new Disk("database", "the hub's database", database.toFile()::getUsableSpace));
        }
        var files =
                new Disk("files", "what is uploaded and built", settings.data().toFile()::getUsableSpace);
        return new FreeSpace(changes, List.of(files), settings.disk().free());
    }

    /**
     * There is room for a change.
     *
     * @throws HubException DISK_FULL if there is not
     */
    void requireForChange() {
        changes.forEach(this::require);
    }

    /**
     * There is room for an upload.
     *
     * @throws HubException DISK_FULL if there is not
     */
    void requireForUpload() {
        requireForChange();
        uploads.forEach(this::require);
    }

    /** Every disk. */
    public List<Disk> disks() {
        var all = new ArrayList<>(changes);
        all.addAll(uploads);
        return all;
    }

    private void require(Disk disk) {
        var free = disk.usable().getAsLong();
        if (free >= least) {
            if (low.remove(disk)) {
                LOG.atInfo().addKeyValue("disk", disk.name()).log("a disk has room again; changes are taken");
            }
            return;
        }
        if (low.add(disk)) {
            LOG.atError()
                    .addKeyValue("disk", disk.name())
                    .addKeyValue(LogKeys.ERROR, ErrorCode.DISK_FULL)
                    .log("a disk has too little room; changes are refused");
        }
        throw refusal("The disk that holds %s has %d MiB left, and %d MiB must stay free."
                .formatted(disk.holds(), free >> 20, least >> 20));
    }

    static HubException refusal(String why) {
        return HubException.of(
                ErrorCode.DISK_FULL,
                why,
                "Free room there or make it larger; changes are taken again at once, without a restart. Reading and what"
                        + " runs go on meanwhile.");
    }
}
