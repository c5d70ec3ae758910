package io.skerry.cli.completion;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.api.Paths;
import io.skerry.cli.output.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers with what fixed words and the hub's names begin like the word that is being written. */
public final class HubNames {

    private final HubClient hub;
    private final Map<String, String> environment;

    /** @param environment says the tenant and the application where the command line does not */
    public HubNames(HubClient hub, Map<String, String> environment) {
        this.hub = hub;
        this.environment = environment;
    }

    /** Every word that fits. */
    public List<String> of(Question question) {
        var comma = question.names() == Names.DATA_CENTERS ? question.word().lastIndexOf(',') + 1 : 0;
        var before = question.word().substring(0, comma);
        var begun = question.word().substring(comma);
        return Stream.concat(question.fixed().stream(), names(question))
                .filter(name -> name.startsWith(begun))
                .map(name -> before + name)
                .distinct()
                .toList();
    }

    private Stream<String> names(Question question) {
        var tenant = or(question.tenant(), "SKERRY_TENANT");
        var application = or(question.application(), "SKERRY_APPLICATION");
        return switch (question.names()) {
            case NONE -> Stream.empty();
            case TENANTS -> listed(Paths.TENANTS);
            case DATA_CENTERS -> listed(Paths.DATA_CENTERS);
            case OPERATIONS ->
                hub.list(Paths.OPERATIONS).stream()
                        .sorted((one, other) ->
                                Boolean.compare(OperationFollower.hasEnded(one), OperationFollower.hasEnded(other)))
                        .map(HubNames::name);
            case APPLICATIONS -> tenant.isEmpty() ? Stream.empty() : listed(Paths.applications(tenant));
            case COMPONENTS, COMPONENT_COUNTS ->
                tenant.isEmpty() || application.isEmpty()
                        ? Stream.empty()
                        : listed(Paths.application(tenant, application) + "/components")
                                .map(name -> question.names() == Names.COMPONENTS ? name : name + "=");
        };
    }

    private Stream<String> listed(String path) {
        return hub.list(path).stream().map(HubNames::name);
    }

    private static String name(JsonNode item) {
        return Json.text(item, "name");
    }

    private String or(@Nullable String said, String variable) {
        return said == null ? environment.getOrDefault(variable, "") : said;
    }
}
