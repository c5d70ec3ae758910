package io.skerry.hub.build;

import io.skerry.hub.api.Json;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.StatusRow;
import io.skerry.hub.resource.Stored;
import io.skerry.model.build.BuildResult;
import io.skerry.model.resource.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The kind {@code build}; its status is a {@link io.skerry.model.build.BuildResult}. */
@Component
class BuildKind implements KindDefinition<BuildRecord> {

    private final BuildLines lines;

    BuildKind(BuildLines lines) {
        this.lines = lines;
    }

    @Override
    public Kind kind() {
        return Kind.BUILD;
    }

    @Override
    public Class<BuildRecord> specType() {
        return BuildRecord.class;
    }

    @Override
    public boolean writable() {
        return false;
    }

    @Override
    public @Nullable Object status(Stored build, List<StatusRow> rows) {
        return rows.stream()
                .findFirst()
                .map(row -> lines.placed(build.uid(), Json.read(row.body(), BuildResult.class)))
                .orElse(null);
    }
}
