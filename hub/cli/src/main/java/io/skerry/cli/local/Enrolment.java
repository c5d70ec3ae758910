package io.skerry.cli.local;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Makes data centers known to the hub and gets their agents in. */
final class Enrolment {

    private static final String NEVER = "never";

    private final HubClient hub;

    Enrolment(HubClient hub) {
        this.hub = hub;
    }

    /**
     * The data center exists at the hub, and its agent has a way in: its certificate, or a fresh token in the file.
     *
     * @return what was done, in a few words
     */
    String prepare(String dataCenter, Path tokenFile) {
        var path = Paths.dataCenter(dataCenter);
        var known = hub.find(path).isPresent();
        if (!known) {
            var body = Json.object().put("name", dataCenter);
            body.putObject("spec").put("runtime", "process");
            hub.post(Paths.DATA_CENTERS, body);
        }
        if (!linkState(dataCenter).equals(NEVER)) {
            return "known";
        }
        var token = Json.text(hub.post(path + ":enrol", Json.object()).body(), "token");
        try {
            PrivateFiles.write(tokenFile, token + "\n");
        } catch (IOException e) {
            throw CliFault.failed("cannot hand the agent of " + dataCenter + " its token: " + e.getMessage(), null);
        }
        return known ? "enrolled again" : "created";
    }

    /** Whether the hub has a live link to the data center. */
    boolean isLinked(String dataCenter) {
        return linkState(dataCenter).equals("current");
    }

    private String linkState(String dataCenter) {
        JsonNode link =
                hub.get(Paths.dataCenter(dataCenter)).body().path("status").path("link");
        var state = Json.text(link, "state");
        return state.isEmpty() ? NEVER : state;
    }
}
