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

    /** One resource. */
    public Resource<Object, Object> of(Stored stored, boolean effective) {
        return view(stored, statuses.of(stored), effective);
    }

    /** Resources of one tenant; their statuses are read at once. */
    public List<Resource<Object, Object>> of(@Nullable String tenant, List<Stored> page, boolean effective) {
        var rows = statuses.of(tenant, page.stream().map(Stored::uid).toList());
        return page.stream()
                .map(stored -> view(stored, rows.getOrDefault(stored.uid(), List.of()), effective))
                .toList();
    }

    private Resource<Object, Object> view(Stored stored, List<StatusRow> rows, boolean effective) {
        var kind = kinds.of(stored.place().kind());
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
                effective ? kind.effective(stored) : stored.spec(),
                kind.status(stored, rows));
    }
}
