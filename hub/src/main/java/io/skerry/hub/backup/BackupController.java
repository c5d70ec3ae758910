package io.skerry.hub.backup;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.AuditSink;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.resource.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Backups for the platform's administrators: whoever has one has everything that the hub knows. */
@RestController
class BackupController {

    private static final Place PLACE = Place.platform(Kind.BACKUP);

    private final BackupFolder folder;
    private final BackupSchedule schedule;
    private final Operations operations;
    private final Idempotency idempotency;
    private final ResourceViews views;
    private final Gate gate;
    private final Database database;
    private final AuditSink audit;

    BackupController(
            BackupFolder folder,
            BackupSchedule schedule,
            Operations operations,
            Idempotency idempotency,
            ResourceViews views,
            Gate gate,
            Database database,
            AuditSink audit) {
        this.folder = folder;
        this.schedule = schedule;
        this.operations = operations;
        this.idempotency = idempotency;
        this.views = views;
        this.gate = gate;
        this.database = database;
        this.audit = audit;
    }

    /** What there is, newest first. */
    record Listed(List<BackupView> items, BackupHealth health) {}

    /**
     * What a new one is to be like.
     *
     * @param copyArtifacts whether artifacts go in; their digests do in any case
     */
    record Wanted(@Nullable Boolean copyArtifacts) {}

    @GetMapping("/api/v1/backups")
    Listed list(@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        gate.require(caller, Verb.READ, PLACE, null);
        var all = folder.all();
        return new Listed(all.stream().map(BackupView::of).toList(), schedule.health(all));
    }

    @PostMapping("/api/v1/backups")
    ResponseEntity<Object> create(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        gate.require(caller, Verb.CREATE, PLACE, null);
        var bytes = body == null || body.length == 0 ? new byte[] {'{', '}'} : body;
        var wanted = Json.strict(Json.body(bytes), Wanted.class, "");
        return idempotency
                .once(
                        caller,
                        null,
                        key,
                        bytes,
                        "/api/v1/backups",
                        () -> begun(schedule.begin(caller, Boolean.TRUE.equals(wanted.copyArtifacts()))))
                .response();
    }

    @GetMapping("/api/v1/backups/{name:[^:]+}")
    BackupView get(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String name) {
        return BackupView.of(visible(caller, Verb.READ, name), true);
    }

    @PostMapping("/api/v1/backups/{name}:verify")
    ResponseEntity<Object> verify(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String name,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var record = visible(caller, Verb.ACT, name);
        var path = PLACE.path(record.name());
        return idempotency
                .once(
                        caller,
                        null,
                        key,
                        new byte[0],
                        path + ":verify",
                        () -> begun(operations.start(
                                caller,
                                null,
                                "verify-" + UUID.randomUUID(),
                                BackupHandler.ACTION,
                                path,
                                new BackupHandler.Input(record.name(), true, false),
                                false)))
                .response();
    }

    /** The file as it lies there; a sealed one stays sealed. */
    @GetMapping("/api/v1/backups/{name}/content")
    void content(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String name, HttpServletResponse response)
            throws IOException {
        var record = visible(caller, Verb.ACT, name);
        noted(caller, "download", record);
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(record.bytes());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + record.file() + "\"");
        Files.copy(folder.path().resolve(record.file()), response.getOutputStream());
    }

    @DeleteMapping("/api/v1/backups/{name:[^:]+}")
    ResponseEntity<Object> delete(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String name)
            throws IOException {
        var record = visible(caller, Verb.DELETE, name);
        noted(caller, "delete", record);
        folder.delete(record);
        return ResponseEntity.noContent().build();
    }

    private BackupRecord visible(Caller caller, Verb verb, String name) {
        gate.require(caller, verb, PLACE, name);
        return folder.find(name).orElseThrow(HubException::notFound);
    }

    private Answer begun(io.skerry.hub.resource.Stored operation) {
        return new Answer(202, operation.path(), null, views.of(operation));
    }

    private void noted(Caller caller, String verb, BackupRecord record) {
        database.platform(() -> {
            audit.record(caller, verb, PLACE, record.name(), null, "done");
            return true;
        });
    }
}
