package io.skerry.cli.command.hub;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code protect}: from deletion. */
@Command(
        name = "protect",
        mixinStandardHelpOptions = true,
        description = "Protect an application, or without --app a tenant, from being deleted; --off ends that.")
public final class Protect implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            required = true,
            description = "Which tenant, or whose application (SKERRY_TENANT).",
            defaultValue = "${env:SKERRY_TENANT}")
    private String tenant = "";

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Which application; the tenant itself if absent.")
    private String application = "";

    @Option(names = "--off", description = "Let it be deleted again.")
    private boolean off;

    /** The word, for that session. */
    public Protect(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var path = application.isEmpty() ? Paths.tenant(tenant) : Paths.application(tenant, application);
        var patch = Json.object();
        patch.putObject("spec").put("deletionProtection", !off);
        var changed = hub.patch(path, hub.get(path).etag(), patch).body();
        if (hubOptions.json()) {
            session.printJson(changed);
        } else {
            var what = application.isEmpty() ? "Tenant " + tenant : "Application " + application;
            session.console().out().println(what + (off ? " can be deleted again." : " is protected from deletion."));
        }
        return 0;
    }
}
