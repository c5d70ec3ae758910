package io.skerry.hub.datacenter;

import io.skerry.hub.datacenter.ViewRepository.Agent;
import io.skerry.hub.datacenter.ViewRepository.LastSession;
import io.skerry.hub.resource.Database;
import io.skerry.model.datacenter.DataCenterStatus;
import io.skerry.model.datacenter.DataCenterStatus.AgentSeen;
import io.skerry.model.datacenter.DataCenterStatus.LinkState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Data centers as the hub sees them. */
@Service
public final class DataCenterViews {

    private final Database database;
    private final ViewRepository rows;
    private final Presence presence;

    DataCenterViews(Database database, ViewRepository rows, Presence presence) {
        this.database = database;
        this.rows = rows;
        this.presence = presence;
    }

    /** What is known of a data center; what was never heard of is {@code never}. */
    public DataCenterStatus of(String dc) {
        return database.platform(() -> {
            var session = rows.session(dc, presence.currentFor()).orElse(null);
            var link = link(session);
            return new DataCenterStatus(
                    link,
                    link,
                    agents(dc, session),
                    rows.holds(dc),
                    rows.review(dc).orElse(null),
                    rows.machine(dc).orElse(null),
                    session == null ? List.of() : session.gateways());
        });
    }

    /** The volumes of a tenant, in use or kept, as every data center told last. */
    public List<SiteVolume> volumes(String tenant) {
        return database.platform(() -> rows.volumes(tenant));
    }

    /** Whether its agent is heard of now. */
    public boolean isConnected(String dc) {
        return database.platform(() -> rows.session(dc, presence.currentFor())
                .filter(LastSession::fresh)
                .isPresent());
    }

    private static LinkState link(@Nullable LastSession session) {
        if (session == null) {
            return new LinkState("never", null);
        }
        return new LinkState(session.fresh() ? "current" : "lost", session.seen());
    }

    private List<AgentSeen> agents(String dc, @Nullable LastSession session) {
        var seen = new ArrayList<AgentSeen>();
        for (var agent : rows.agents(dc)) {
            seen.add(session != null && session.agent().equals(agent.id()) ? speaking(agent, session) : silent(agent));
        }
        rows.quarantined(dc).ifPresent(seen::add);
        return seen;
    }

    private static AgentSeen speaking(Agent agent, LastSession session) {
        return new AgentSeen(
                agent.id(),
                session.roles(),
                session.software(),
                agent.certificateExpires(),
                session.epoch(),
                quarantine(agent));
    }

    private static AgentSeen silent(Agent agent) {
        return new AgentSeen(agent.id(), List.of(), "", agent.certificateExpires(), 0, quarantine(agent));
    }

    private static @Nullable String quarantine(Agent agent) {
        return agent.revoked() ? "Its identity was revoked." : null;
    }
}
