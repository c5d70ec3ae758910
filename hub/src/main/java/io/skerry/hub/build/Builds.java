package io.skerry.hub.build;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.command.Commands;
import io.skerry.hub.datacenter.Presence;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.store.Statuses;
import io.skerry.hub.setting.Settings;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.build.BuildOrder;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.State;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.resource.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Builds of an application's sources: one per source and settings, run in one data center, used in all. */
@Service
public final class Builds {

    private static final Duration TIME_LIMIT = Duration.ofMinutes(20);
    private static final Pattern NUMBER = Pattern.compile("^b(\\d{1,9})-");

    private final Resources resources;
    private final Statuses statuses;
    private final Commands commands;
    private final Presence presence;
    private final Settings settings;
    private final BuildQueue queue;
    private final BuildQueueRepository rows;
    private final BuildLines lines;
    private final BuildDispatcher dispatcher;

    Builds(
            Resources resources,
            Statuses statuses,
            Commands commands,
            Presence presence,
            Settings settings,
            BuildQueue queue,
            BuildQueueRepository rows,
            BuildLines lines,
            BuildDispatcher dispatcher) {
        this.resources = resources;
        this.statuses = statuses;
        this.commands = commands;
        this.presence = presence;
        this.settings = settings;
        this.queue = queue;
        this.rows = rows;
        this.lines = lines;
        this.dispatcher = dispatcher;
    }

    /** How a build is; {@code cause} says why it failed. */
    public record Progress(
            Stored build, BuildResult result, @Nullable Cause cause) {

        /** Whether it ended. */
        public boolean ended() {
            return result.state().ended();
        }
    }

    /**
     * The build of a component's source, ordered now if there is none that is under way or succeeded.
     *
     * @param since only builds from then on count, if the source may change under its name (a branch)
     * @param among data centers the application belongs in
     */
    public Progress ensure(Stored component, ComponentSpec spec, java.time.Instant since, Collection<String> among) {
        var place = new Place(
                Kind.BUILD, component.place().tenant(), component.place().scope());
        var key = key(spec);
        var moving = spec.source() != null
                && (spec.source().git() != null || spec.source().svn() != null);
        var known = resources.all(place).stream()
                .filter(build -> build.spec(BuildRecord.class).key().equals(key))
                .filter(build -> !moving || !build.created().isBefore(since))
                .map(this::progress)
                .filter(progress -> !progress.ended()
                        || progress.result().state() == State.SUCCEEDED
                        || !progress.build().created().isBefore(since))
                .toList();
        return known.isEmpty() ? order(component, spec, key, place, among) : known.getLast();
    }

    private Progress order(Stored component, ComponentSpec spec, String key, Place place, Collection<String> among) {
        var awaited = among.stream().filter(presence::awaited).toList();
        if (awaited.isEmpty()) {
            throw HubException.of(
                    ErrorCode.NO_DATA_CENTER,
                    among.isEmpty()
                            ? "There is no data center yet that could build it."
                            : "No data center answers that could build it.",
                    "Look at the data centers: skerry dc list.");
        }
        if (awaited.stream().noneMatch(dc -> presence.hasRole(dc, BuildQueue.BUILDER))) {
            throw HubException.of(
                    ErrorCode.NO_DATA_CENTER,
                    "No data center that answers can build it: " + String.join(", ", awaited) + ".",
                    "Give an agent there the role " + BuildQueue.BUILDER
                            + ", or place the application where one has it: skerry dc list.");
        }
        var id = UUID.randomUUID().toString();
        var tenant = String.valueOf(place.tenant());
        var ref = new ComponentRef(new TenantName(tenant), place.scope(), component.name());
        var order = new BuildOrder(
                id,
                ref,
                Objects.requireNonNull(spec.source()),
                spec.build(),
                spec.run(),
                TIME_LIMIT.toSeconds(),
                settings.buildTools());
        var record = new BuildRecord(component.name(), key, null, order);
        var build = resources.create(
                Caller.PLATFORM, place, name(place, id), Map.of("component", component.name()), Json.tree(record));
        var queued = BuildQueue.waiting(id);
        statuses.put(build, queued);
        rows.add(build.uid(), tenant, among);
        Database.afterCommit(dispatcher::wake);
        return new Progress(build, queued, null);
    }

    /** Numbered on, even when the first ones are forgotten. */
    private String name(Place place, String id) {
        var highest = resources.all(place).stream()
                .map(build -> NUMBER.matcher(build.name()))
                .filter(Matcher::find)
                .mapToInt(number -> Integer.parseInt(number.group(1)))
                .max()
                .orElse(0);
        return "b" + (highest + 1) + "-" + id.substring(0, 6);
    }

    /** How a build is. */
    public Progress progress(Stored build) {
        var body = statuses.of(build).getFirst().body();
        var result = lines.placed(build.uid(), Json.read(body, BuildResult.class));
        return new Progress(build, result, ended(result) ? cause(build, result) : null);
    }

    private static boolean ended(BuildResult result) {
        return result.state().ended() && result.state() != State.SUCCEEDED;
    }

    /** Why it ended: its newest order's answer says it, or, if it was never given to anybody, its last step. */
    private Cause cause(Stored build, BuildResult result) {
        var now = resources.find(build.uid()).orElse(build).spec(BuildRecord.class);
        return commands.answer(now.order().id())
                .flatMap(answer -> Optional.ofNullable(answer.cause()))
                .orElseGet(() -> Cause.of(
                        result.state() == State.CANCELLED ? ErrorCode.CANCELLED : ErrorCode.BUILD_FAILED,
                        result.step() == null ? "The build failed." : result.step(),
                        "Its log says more."));
    }

    /** Ends a build {@code cancelled}: at once while it waits, else as soon as its builder has stopped. */
    public void cancel(Stored build) {
        queue.cancel(build);
    }

    /** Cancels what is under way for an application, but for these: nobody waits for the others any more. */
    public void cancelOthers(String tenant, String application, Collection<UUID> wanted) {
        rows.of(tenant, application).stream()
                .filter(uid -> !wanted.contains(uid))
                .flatMap(uid -> resources.find(uid).stream())
                .forEach(queue::cancel);
    }

    private static String key(ComponentSpec spec) {
        var what = Json.text(Map.of(
                "source",
                Objects.requireNonNull(spec.source()),
                "build",
                spec.build() == null ? Map.of() : spec.build()));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
