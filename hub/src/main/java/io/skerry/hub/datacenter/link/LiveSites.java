package io.skerry.hub.datacenter.link;

import io.skerry.model.message.Epoch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which data centers' sessions end at this replica. */
final class LiveSites {

    private final Map<String, LiveSite> sites = new ConcurrentHashMap<>();

    /** Puts the newest; returns the one it takes the place of. An older epoch never takes a newer one's place. */
    Optional<LiveSite> put(LiveSite site) {
        var replaced = new LiveSite[1];
        var kept = sites.compute(site.dc(), (dc, old) -> {
            if (old != null && old.epoch().number() > site.epoch().number()) {
                return old;
            }
            replaced[0] = old;
            return site;
        });
        return kept.equals(site) ? Optional.ofNullable(replaced[0]) : Optional.of(site);
    }

    void remove(LiveSite site) {
        sites.remove(site.dc(), site);
    }

    Optional<LiveSite> find(String dc) {
        return Optional.ofNullable(sites.get(dc)).filter(site -> site.control().isOpen());
    }

    Optional<LiveSite> find(String dc, Epoch epoch) {
        return find(dc).filter(site -> site.epoch().equals(epoch));
    }

    Collection<LiveSite> all() {
        return List.copyOf(sites.values());
    }
}
