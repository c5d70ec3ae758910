package io.skerry.edge;

import io.skerry.edge.link.LinkSettings;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is told at its start, read once from environment variables and checked as a whole.
 *
 * @param firstPort of the data center's slice of ports
 * @param roles what this process does
 */
record AgentSettings(LinkSettings link, int firstPort, int lastPort, Set<String> roles) {

    private static final Set<String> ROLES = Set.of("worker", "builder", "relay", "monitor");
    private static final Pattern SLICE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    AgentSettings {
        roles = Set.copyOf(roles);
    }

    DataCenterName dataCenter() {
        return link.dataCenter();
    }

    Path folder() {
        return link.folder();
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming every variable that is missing or makes no sense
     */
    static AgentSettings from(Map<String, String> environment) {
        var reader = new Reader(environment, new ArrayList<>());
        var ports = reader.ports();
        var roles = reader.roles();
        var link = new LinkSettings(
                reader.dataCenter(),
                Path.of(reader.required("SKERRY_DATA")),
                reader.addresses("SKERRY_HUB_LINK", reader.required("SKERRY_HUB_LINK")),
                reader.addresses("SKERRY_HUB_PROXY", reader.optional("SKERRY_HUB_PROXY")).stream()
                        .findFirst()
                        .orElse(null),
                reader.path("SKERRY_ENROL_TOKEN_FILE"),
                roles,
                reader.words("SKERRY_GATEWAY_URLS"));
        if (!reader.wrong().isEmpty()) {
            throw new IllegalArgumentException("the agent cannot start: " + String.join("; ", reader.wrong()));
        }
        return new AgentSettings(link, ports[0], ports[1], Set.copyOf(roles));
    }

    private record Reader(Map<String, String> environment, List<String> wrong) {

        String optional(String name) {
            return environment.getOrDefault(name, "").strip();
        }

        String required(String name) {
            var value = optional(name);
            if (value.isEmpty()) {
                wrong.add(name + " is not set");
            }
            return value;
        }

        @Nullable
        Path path(String name) {
            var value = optional(name);
            return value.isEmpty() ? null : Path.of(value);
        }

        List<String> words(String name) {
            return Arrays.stream(optional(name).split("[,\\s]+"))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        DataCenterName dataCenter() {
            try {
                return new DataCenterName(required("SKERRY_DC"));
            } catch (InvalidInput e) {
                wrong.add("SKERRY_DC: " + e.getMessage());
                return new DataCenterName("x");
            }
        }

        List<String> roles() {
            var roles = words("SKERRY_ROLES");
            roles.stream()
                    .filter(role -> !ROLES.contains(role))
                    .forEach(role -> wrong.add(
                            "SKERRY_ROLES has '" + role + "', expected some of worker, builder, relay, monitor"));
            return roles.isEmpty() ? List.of("worker", "builder", "relay", "monitor") : roles;
        }

        int[] ports() {
            var slice = SLICE.matcher(required("SKERRY_PORTS"));
            if (slice.matches()) {
                return new int[] {Integer.parseInt(slice.group(1)), Integer.parseInt(slice.group(2))};
            }
            wrong.add("SKERRY_PORTS is no slice of ports such as 20000-20999: '" + optional("SKERRY_PORTS") + "'");
            return new int[] {0, 0};
        }

        List<InetSocketAddress> addresses(String name, String text) {
            return Arrays.stream(text.split(","))
                    .filter(part -> !part.isBlank())
                    .map(part -> address(name, part.strip()))
                    .toList();
        }

        private InetSocketAddress address(String name, String text) {
            var colon = text.lastIndexOf(':');
            var port = text.substring(colon + 1);
            if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
                wrong.add(name + " is no host:port: '" + text + "'");
                return InetSocketAddress.createUnresolved("x", 0);
            }
            return InetSocketAddress.createUnresolved(text.substring(0, colon), Integer.parseInt(port));
        }
    }
}
