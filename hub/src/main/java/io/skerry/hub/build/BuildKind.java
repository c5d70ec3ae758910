package io.skerry.hub.build;

import io.skerry.hub.resource.KindDefinition;
import io.skerry.model.resource.Kind;
import org.springframework.stereotype.Component;

/** The kind {@code build}; its status is a {@link io.skerry.model.build.BuildResult}. */
@Component
class BuildKind implements KindDefinition<BuildRecord> {

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
}
