package io.skerry.hub.application;

import io.skerry.hub.api.Json;
import io.skerry.hub.application.ComponentStatus.InDataCenter;
import io.skerry.hub.datacenter.Presence;
import io.skerry.hub.datacenter.Presence.Heard;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.StatusRow;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.application.ApplicationSpec;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.resource.Condition;
import io.skerry.model.resource.Kind;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Puts the words of all data centers about a component together, and says which of them could not be asked. */
@Service
final class ComponentStatuses {

    private final Resources resources;
    private final Presence presence;
    private final Addresses addresses;
    private final Clock clock;

    ComponentStatuses(Resources resources, Presence presence, Addresses addresses, Clock clock) {
        this.resources = resources;
        this.presence = presence;
        this.addresses = addresses;
        this.clock = clock;
    }

    ComponentStatus of(Stored component, List<StatusRow> rows) {
        var place =
                Place.tenant(Kind.APPLICATION, String.valueOf(component.place().tenant()));
        var application = resources.find(place, component.place().scope());
        var belongs =
                application.map(found -> found.spec(ApplicationSpec.class)).orElse(null);
        var said = rows.stream()
                .filter(row -> !row.dc().isEmpty())
                .collect(Collectors.toMap(StatusRow::dc, Function.identity(), (a, b) -> a));
        var heard = presence.heard();
        var sites = new LinkedHashMap<String, InDataCenter>();
        for (var dc : resources.all(Place.platform(Kind.DATA_CENTER))) {
            if (Belonging.in(belongs, dc.name()) || said.containsKey(dc.name())) {
                sites.put(dc.name(), site(component, dc, said.get(dc.name()), heard.get(dc.name())));
            }
        }
        return together(component, sites, heard);
    }

    private InDataCenter site(Stored component, Stored dc, @Nullable StatusRow row, @Nullable Heard heard) {
        var wanted = component.spec(ComponentSpec.class).replicas();
        var count = wanted == null ? 1 : wanted.in(new DataCenterName(dc.name()));
        var urls = addresses.of(component, dc);
        var silent = heard == null || !heard.current();
        if (row == null) {
            return new InDataCenter(
                    null,
                    null,
                    silent ? Phase.UNKNOWN : Phase.PENDING,
                    null,
                    null,
                    count,
                    0,
                    urls,
                    silent ? unheard(dc.name(), heard) : null,
                    List.of(),
                    List.of());
        }
        var seen = Json.read(row.body(), ComponentSeen.class);
        return new InDataCenter(
                lastKnown(row.observedAt(), heard),
                row.observedAt(),
                silent ? Phase.UNKNOWN : component.deleting() != null ? Phase.DELETING : seen.phase(),
                seen.release(),
                seen.serving(),
                count,
                seen.ready(),
                urls,
                silent ? unheard(dc.name(), heard) : seen.cause(),
                seen.notes(),
                seen.instances());
    }

    /** A word stands until the data center says another: as long as it tells everything, that is until now. */
    private static Instant lastKnown(Instant said, @Nullable Heard heard) {
        var told = heard == null ? null : heard.toldUntil();
        return told == null || told.isBefore(said) ? said : told;
    }

    private static Cause unheard(String dc, @Nullable Heard heard) {
        return heard == null
                ? Cause.of(ErrorCode.AGENT_UNREACHABLE, dc + " has never been heard.", "Start its agent.")
                : Cause.of(
                        ErrorCode.AGENT_UNREACHABLE,
                        dc + " was last heard at " + heard.at() + ".",
                        "What is shown is from then; it goes on by itself meanwhile.");
    }

    private ComponentStatus together(Stored component, Map<String, InDataCenter> sites, Map<String, Heard> heard) {
        var phases = sites.values().stream().map(InDataCenter::phase).toList();
        var oldest = sites.values().stream()
                .map(InDataCenter::observedAt)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElse(null);
        var phase = component.deleting() != null ? Phase.DELETING : ComponentPhase.of(phases);
        return new ComponentStatus(oldest, null, phase, conditions(sites, heard), sites);
    }

    private List<Condition> conditions(Map<String, InDataCenter> sites, Map<String, Heard> heard) {
        var conditions = new ArrayList<Condition>();
        if (sites.isEmpty()) {
            conditions.add(new Condition(
                    "Placed",
                    Condition.Status.FALSE,
                    ErrorCode.NO_DATA_CENTER.text(),
                    "There is no data center yet that could run it.",
                    clock.instant(),
                    "Add one: skerry dc add NAME."));
        }
        sites.forEach((dc, site) -> {
            if (site.phase() == Phase.UNKNOWN) {
                var at = heard.get(dc);
                conditions.add(new Condition(
                        "Observed",
                        Condition.Status.UNKNOWN,
                        ErrorCode.AGENT_UNREACHABLE.text(),
                        "No fresh word from " + dc + ".",
                        at == null ? clock.instant() : at.at(),
                        "Look at the data center: skerry dc list."));
            }
        });
        return conditions;
    }
}
