package io.skerry.hub.application;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.event.EventSink;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.StatusRow;
import io.skerry.hub.resource.Stored;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.Effective;
import io.skerry.model.resource.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The kind {@code component}. A change of its spec, but for replicas, asks for a release. */
@Component
class ComponentKind implements KindDefinition<ComponentSpec> {

    private final ObjectProvider<Deletions> deletions;
    private final ObjectProvider<Deployments> deployments;
    private final ObjectProvider<ComponentStatuses> statuses;
    private final ObjectProvider<DependencyCheck> dependencies;
    private final EventSink events;

    ComponentKind(
            ObjectProvider<Deletions> deletions,
            ObjectProvider<Deployments> deployments,
            ObjectProvider<ComponentStatuses> statuses,
            ObjectProvider<DependencyCheck> dependencies,
            EventSink events) {
        this.deletions = deletions;
        this.deployments = deployments;
        this.statuses = statuses;
        this.dependencies = dependencies;
        this.events = events;
    }

    @Override
    public Kind kind() {
        return Kind.COMPONENT;
    }

    @Override
    public Class<ComponentSpec> specType() {
        return ComponentSpec.class;
    }

    @Override
    public List<String> notAvailableYet() {
        return List.of(
                "/type=stateful",
                "/type=job",
                "/type=cron",
                "/type=daemon",
                "/type=external",
                "/source/svn/credentials",
                "/source/image",
                "/source/market",
                "/source/git/credentials",
                "/build/dockerfile",
                "/build/secrets",
                "/build/command",
                "/build/env",
                "/build/language=dockerfile",
                "/build/language=buildpack",
                "/ports/*/protocol=http2",
                "/ports/*/protocol=grpc",
                "/ports/*/protocol=https",
                "/ports/*/protocol=udp",
                "/ports/*/protocol=tls",
                "/ports/*/exposure=tenant",
                "/env/*/secret",
                "/env/*/config",
                "/env/*/dependency",
                "/files",
                "/volumes/*/type=memory",
                "/volumes/*/type=scratch",
                "/volumes/*/volumeClass",
                "/volumes/*/access",
                "/volumes/*/retain",
                "/provides",
                "/probes/startup",
                "/schedule",
                "/scheduling",
                "/attributes");
    }

    @Override
    public void validate(ComponentSpec spec) {
        ComponentRules.check(spec);
        Overrides.check(this, spec);
    }

    @Override
    public boolean finalised() {
        return true;
    }

    @Override
    public void stored(Admission<ComponentSpec> act) {
        var stored = act.stored();
        if (stored == null) {
            return;
        }
        Scaled.of(act).ifPresent(events::tell);
        if (act.after() == null) {
            dependencies.getObject().requireNobodyNeeds(stored);
            deletions.getObject().begin(act.caller(), stored);
        } else if (act.before() == null || !released(act.before().spec()).equals(released(stored.spec()))) {
            dependencies.getObject().later(stored.place());
            deployments
                    .getObject()
                    .request(
                            act.caller(),
                            stored.place(),
                            act.before() == null
                                    ? "component " + act.name() + " added"
                                    : "component " + act.name() + " changed");
        }
    }

    /** What of a spec belongs to a release: all but {@code replicas}. */
    static JsonNode released(JsonNode spec) {
        if (spec.deepCopy() instanceof ObjectNode object) {
            object.remove("replicas");
            return object;
        }
        throw HubException.invalid("/spec", "A spec is an object.");
    }

    @Override
    public EffectiveSpec effective(Stored resource, @Nullable String dataCenter) {
        var overridden = Overrides.apply(resource.spec(), dataCenter);
        var spec = Json.read(overridden, ComponentSpec.class);
        var effective = Json.tree(Effective.of(spec));
        if (effective instanceof ObjectNode whole) {
            whole.set("replicas", Json.tree(Effective.replicas(spec.replicas())));
        }
        return new EffectiveSpec(effective, Origins.of(resource.spec(), overridden, effective));
    }

    @Override
    public Object status(Stored resource, List<StatusRow> rows) {
        return statuses.getObject().of(resource, rows);
    }
}
