package io.skerry.edge.worker.follow;

import io.skerry.edge.worker.plan.Gateways;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.seen.GatewayTable;
import io.skerry.store.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The last table of every gateway. */
public final class GatewayTables implements Follower {

    private final Map<String, GatewayTable> tables = new ConcurrentSkipListMap<>();
    private volatile Runnable changed = () -> {};

    /** Who is told of every change. */
    public void listen(Runnable listener) {
        changed = listener;
    }

    /** What every gateway says now. */
    public Gateways current() {
        return new Gateways(List.copyOf(tables.values()));
    }

    @Override
    public String prefix() {
        return EdgeKey.TABLES;
    }

    @Override
    public void put(String key, byte[] value) {
        tables.put(key, Values.read(value, GatewayTable.class));
        changed.run();
    }

    @Override
    public void deleted(String key) {
        tables.remove(key);
        changed.run();
    }

    @Override
    public void onlyThese(Set<String> keys) {
        tables.keySet().retainAll(keys);
        changed.run();
    }
}
