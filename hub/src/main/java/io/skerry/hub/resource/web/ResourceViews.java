package io.skerry.hub.resource.web;

import io.skerry.hub.resource.Kinds;
import io.skerry.hub.resource.StatusRow;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.model.resource.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resources as the API shows them: what is stored, and what is seen of it. */
public final class ResourceViews {

    private final Kinds kinds;
    private final Statuses statuses;

    public ResourceViews(Kinds kinds, Statuses statuses) {
        this.kinds = kinds;
        this.statuses = statuses;
    }

    /** One resource as it was written. */
    public Resource<Object, Object> of(Stored stored) {
        return of(stored, View.WRITTEN);
    }

    Resource<Object, Object> of(Stored stored, View view) {
        return show(stored, statuses.of(stored), view);
    }

    /** Resources of one tenant as they were written; their statuses are read at once. */
    public List<Resource<Object, Object>> of(@Nullable String tenant, List<Stored> page) {
        return of(tenant, page, View.WRITTEN);
    }

    List<Resource<Object, Object>> of(@Nullable String tenant, List<Stored> page, View view) {
        var rows = statuses.of(tenant, page.stream().map(Stored::uid).toList());
        return page.stream()
                .map(stored -> show(stored, rows.getOrDefault(stored.uid(), List.of()), view))
                .toList();
    }

    private Resource<Object, Object> show(Stored stored, List<StatusRow> rows, View view) {
        var kind = kinds.of(stored.place().kind());
        var effective = view.effective() ? kind.effective(stored, view.dataCenter()) : null;
        return new Resource<>(
                stored.place().kind(),
                stored.place().tenant(),
                stored.place().scope().isEmpty() ? null : stored.place().scope(),
                stored.name(),
                stored.uid().toString(),
                stored.version(),
                stored.generation(),
                stored.labels(),
                stored.created(),
                stored.updated(),
                stored.deleting(),
                effective == null ? stored.spec() : effective.spec(),
                effective == null ? null : effective.origins(),
                kind.status(stored, rows));
    }
}
