package io.skerry.cli.local.port;

import io.skerry.cli.local.folder.FolderLock;
import io.skerry.cli.local.folder.LocalFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The ports that an {@code up} in a folder would take, and what for. */
public final class OwnPorts {

    private OwnPorts() {}

    /** Each port with its purpose. */
    public static Map<Integer, Purpose> of(LocalFolder folder) {
        try {
            var plan = PortFile.read(folder).orElseGet(() -> PortPlan.fresh(PortPlan.HUB, PortPlan.LINK));
            var ports = new TreeMap<Integer, Purpose>();
            ports.put(plan.hub(), new Purpose("hub", "choose another with ./skerry up --port N"));
            ports.put(plan.link(), new Purpose("agents' link", "choose another with ./skerry up --link-port N"));
            plan.dataCenters()
                    .forEach((name, first) -> ports.put(
                            first, new Purpose("gateway of " + name, "give it another slice in " + folder.ports())));
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody supervises the folder. */
    public static boolean isUp(LocalFolder folder) {
        try {
            return FolderLock.holder(folder).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a port is for, and how to take another. */
    public record Purpose(String text, String way) {}
}
