package io.skerry.hub.application;

import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An application as another one of a new name: pure. What cannot or should not be the same twice is left out and named: secrets, hosts,
 * protection from deletion.
 */
final class Clone {

    private static final Pattern SECRET_NAME = Pattern.compile(
            ".*(SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY).*|(.*_)?(KEY|PWD|DSN)");

    /** An address with a password in it. */
    private static final Pattern SECRET_VALUE = Pattern.compile("(?s).*[a-z]://[^/\\s]*:[^/\\s]+@.*|-----BEGIN .*");

    private final Request request;
    private final List<String> left = new ArrayList<>();

    /**
     * The body of {@code :clone}.
     *
     * @param name of the new application
     * @param tenant whose it is; the same if absent
     * @param hosts host of a route → the one that the new route has
     * @param secrets whether values of variables that look like secrets are copied
     */
    record Request(
            String name,
            @Nullable String tenant,
            @Nullable Map<String, String> hosts,
            @Nullable Boolean secrets) {

        Request {
            hosts = hosts == null ? Map.of() : Map.copyOf(hosts);
        }

        Map<String, String> newHosts() {
            return hosts == null ? Map.of() : hosts;
        }
    }

    /**
     * What is to be written.
     *
     * @param left what was left out, a sentence each
     */
    record Cloned(Apply.Request apply, List<String> left) {}

    private Clone(Request request) {
        this.request = request;
    }

    static Cloned of(Stored application, List<Stored> components, List<Stored> routes, Request request) {
        var known = routes.stream().flatMap(route -> hosts(route).stream()).toList();
        request.newHosts().keySet().forEach(host -> {
            if (!known.contains(host)) {
                throw HubException.invalid(
                        "/hosts/" + host,
                        "No route of '" + application.name() + "' has this host; its hosts are: " + known + ".");
            }
        });
        return new Clone(request).all(application, components, routes);
    }

    private Cloned all(Stored application, List<Stored> components, List<Stored> routes) {
        var spec = copy(application);
        if (spec.remove("deletionProtection") != null) {
            left.add("deletionProtection: the clone is not protected.");
        }
        var newComponents = components.stream()
                .filter(component -> component.deleting() == null)
                .map(component -> new Apply.Named(component.name(), component.labels(), component(component)))
                .toList();
        var newRoutes = new ArrayList<Apply.Named>();
        for (var route : routes) {
            if (route.deleting() == null && hasNewHosts(route)) {
                newRoutes.add(new Apply.Named(route.name(), route.labels(), route(route)));
            }
        }
        var reason = "clone of " + application.place().tenant() + "/" + application.name();
        var apply = new Apply.Request(
                new Apply.Part(application.labels(), spec), newComponents, newRoutes, "auto", reason, true, false);
        return new Cloned(apply, List.copyOf(left));
    }

    private ObjectNode component(Stored component) {
        var spec = copy(component);
        withoutSecrets(spec, "components/" + component.name() + "/env/");
        spec.path("overrides").properties().forEach(override -> {
            if (override.getValue() instanceof ObjectNode part) {
                withoutSecrets(part, "components/" + component.name() + "/overrides/" + override.getKey() + "/env/");
            }
        });
        return spec;
    }

    private void withoutSecrets(ObjectNode spec, String where) {
        if (!(spec.get("env") instanceof ArrayNode variables)) {
            return;
        }
        var kept = spec.arrayNode();
        for (var variable : variables.values()) {
            var name = variable.path("name").asString("");
            if (variable.has("secret")) {
                left.add(where + name + ": its value is in a secret set.");
            } else if (!Boolean.TRUE.equals(request.secrets()) && looksSecret(name, variable.path("value"))) {
                left.add(where + name + ": it looks like a secret.");
            } else {
                kept.add(variable);
            }
        }
        spec.set("env", kept);
    }

    static boolean looksSecret(String name, JsonNode value) {
        return value.isString()
                && (SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches()
                        || SECRET_VALUE.matcher(value.asString()).matches());
    }

    private boolean hasNewHosts(Stored route) {
        var without = hosts(route).stream()
                .filter(host -> !request.newHosts().containsKey(host))
                .toList();
        if (!without.isEmpty() || hosts(route).isEmpty()) {
            left.add("routes/" + route.name() + ": no new host is named for " + without + ".");
            return false;
        }
        return true;
    }

    private ObjectNode route(Stored route) {
        var spec = copy(route);
        var hosts = spec.putArray("hosts");
        hosts(route).forEach(host -> hosts.add(request.newHosts().get(host)));
        return spec;
    }

    private static List<String> hosts(Stored route) {
        return route.spec().path("hosts").values().stream()
                .map(host -> host.asString(""))
                .toList();
    }

    private static ObjectNode copy(Stored part) {
        return (ObjectNode) part.spec().deepCopy();
    }
}
