package io.skerry.hub.routing;

import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.Database;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Which route a host belongs to; unique on the platform, whoever asks. */
@Repository
class HostClaimRepository {

    private final Database database;

    HostClaimRepository(Database database) {
        this.database = database;
    }

    /** Gives a route exactly these hosts; refused if one belongs to another route, which is named to its own tenant only. */
    void claim(String tenant, UUID route, List<String> hosts) {
        release(route);
        for (var i = 0; i < hosts.size(); i++) {
            var claimed = database.sql()
                    .sql("insert into host_claim (host, tenant, route) values (?, ?, ?) on conflict do nothing")
                    .params(hosts.get(i), tenant, route)
                    .update();
            if (claimed == 0) {
                throw HubException.at(
                        ErrorCode.CONFLICT,
                        "/spec/hosts/" + i,
                        "The host '" + hosts.get(i) + "' belongs to " + owner(hosts.get(i)) + ".",
                        "Take it out of that route first, or choose another host.");
            }
        }
    }

    void release(UUID route) {
        database.sql()
                .sql("delete from host_claim where route = ?")
                .param(route)
                .update();
    }

    private String owner(String host) {
        return database.sql()
                .sql(
                        "select r.scope, r.name, r.deleting from host_claim c join resource r on r.uid = c.route where c.host = ?")
                .param(host)
                .query((row, n) -> "route '" + row.getString(2) + "' of application '" + row.getString(1) + "'"
                        + (row.getTimestamp(3) == null ? "" : ", which is being deleted"))
                .optional()
                .orElse("another tenant");
    }
}
