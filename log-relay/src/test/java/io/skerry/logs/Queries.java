package io.skerry.logs;

import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream.Origin;
import java.time.Instant;

/** Queries as the tests ask them. */
public final class Queries {

    private Queries() {}

    public static LogQuery all() {
        return new LogQuery(OutputWriter.SHOP, Origin.INSTANCE, null, null, false, null, null, false);
    }

    public static LogQuery of(String component) {
        return new LogQuery(OutputWriter.SHOP, Origin.INSTANCE, component, null, false, null, null, false);
    }

    public static LogQuery instance(String id) {
        return new LogQuery(OutputWriter.SHOP, Origin.INSTANCE, null, id, false, null, null, false);
    }

    public static LogQuery tail(String component, int lines) {
        return new LogQuery(OutputWriter.SHOP, Origin.INSTANCE, component, null, false, null, lines, false);
    }

    public static LogQuery since(Instant since) {
        return new LogQuery(OutputWriter.SHOP, Origin.INSTANCE, null, null, false, since, null, false);
    }

    public static LogQuery previous(String component) {
        return new LogQuery(OutputWriter.SHOP, Origin.INSTANCE, component, null, true, null, null, false);
    }

    public static LogQuery following(LogQuery query) {
        return new LogQuery(
                query.application(),
                query.origin(),
                query.component(),
                query.id(),
                query.previous(),
                query.since(),
                query.tail(),
                true);
    }
}
