package io.skerry.hub.event;

import io.skerry.model.event.EventType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants.
 *
 * @param owner the tenant itself: what one of the same name before it did is nobody's business
 * @param types empty: all
 */
record EventFilter(
        @Nullable String tenant,
        @Nullable UUID owner,
        @Nullable String application,
        @Nullable String component,
        @Nullable String dataCenter,
        List<EventType> types,
        @Nullable Instant since) {

    EventFilter {
        types = List.copyOf(types);
    }

    /** What narrows a query on {@code event e}; a part of a tenant's also shows whether the data centers that speak of it are away. */
    String sql() {
        var sql = new StringBuilder();
        if (tenant != null) {
            var own = new StringBuilder("e.tenant = :tenant and e.owner = :owner");
            var spoken = new StringBuilder("r.tenant = :tenant");
            if (application != null) {
                own.append(" and e.scope = :application");
                spoken.append(" and r.scope = :application");
            }
            if (component != null) {
                own.append(" and e.component = :component");
                spoken.append(" and r.name = :component");
            }
            sql.append(" and (").append(own).append(" or (e.tenant is null and e.type in (:presence)");
            sql.append(" and e.dc in (select s.dc from status s join resource r on r.uid = s.uid where s.dc <> ''"
                            + " and r.kind = 'component' and ")
                    .append(spoken)
                    .append(")))");
        }
        sql.append(dataCenter == null ? "" : " and e.dc = :dc");
        sql.append(types.isEmpty() ? "" : " and e.type in (:types)");
        sql.append(since == null ? "" : " and e.observed_at >= :since");
        return sql.toString();
    }

    Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        if (tenant != null) {
            parameters.put("tenant", tenant);
            parameters.put("presence", List.of(EventType.DATA_CENTER_AWAY.text(), EventType.DATA_CENTER_BACK.text()));
        }
        put(parameters, "owner", owner);
        put(parameters, "application", application);
        put(parameters, "component", component);
        put(parameters, "dc", dataCenter);
        put(parameters, "since", since);
        if (!types.isEmpty()) {
            parameters.put("types", types.stream().map(EventType::text).toList());
        }
        return parameters;
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
