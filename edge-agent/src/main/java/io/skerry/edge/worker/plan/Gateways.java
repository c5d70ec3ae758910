package io.skerry.edge.worker.plan;

import io.skerry.model.seen.GatewayTable;
import java.util.Collection;
import java.util.List;

/** What every gateway of the data center said last about where it sends. */
public record Gateways(List<GatewayTable> tables) {

    public static final Gateways NONE = new Gateways(List.of());

    public Gateways {
        tables = List.copyOf(tables);
    }

    /**
     * Whether no gateway sends to any of these ports any more.
     *
     * @param revision of the store from which on the address is gone; an older table may still hold it
     */
    public boolean haveLeft(Collection<Integer> ports, long revision) {
        return tables.stream()
                .allMatch(table ->
                        table.storeRevision() >= revision && ports.stream().noneMatch(table.instancePorts()::contains));
    }

    /** Whether no gateway holds that port for dependants any more. */
    public boolean haveClosed(int relay, long revision) {
        return tables.stream()
                .allMatch(table ->
                        table.storeRevision() >= revision && !table.relays().contains(relay));
    }
}
