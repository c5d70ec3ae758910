package io.skerry.cli.command;

import io.skerry.cli.api.Paths;
import picocli.CommandLine.Option;

/** Which application. */
public final class AppOptions {

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            required = true,
            description = "Whose application (SKERRY_TENANT).",
            defaultValue = "${env:SKERRY_TENANT}")
    private String tenant = "";

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            required = true,
            description = "Which application (SKERRY_APPLICATION).",
            defaultValue = "${env:SKERRY_APPLICATION}")
    private String application = "";

    /** The tenant's name. */
    public String tenant() {
        return tenant;
    }

    /** The application's name. */
    public String application() {
        return application;
    }

    /** Its path in the API. */
    public String path() {
        return Paths.application(tenant, application);
    }
}
