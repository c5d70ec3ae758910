package io.skerry.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the hub is told at its start, read once from environment variables and checked as a whole.
 *
 * @param data the hub's own folder
 * @param port HTTP on loopback, 0 for a free one
 * @param linkPort where agents dial in, TLS on loopback, 0 for a free one
 * @param bootstrapFile where the first start writes the administrator's one-time password and a token
 */
public record HubSettings(
        Path data,
        int port,
        int linkPort,
        DatabaseSettings database,
        @Nullable Path bootstrapFile) {

    /** How the database is reached; {@code url} is a JDBC URL. */
    public record DatabaseSettings(
            String url, String user, @Nullable Path passwordFile) {}

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming every variable that is missing or makes no sense
     */
    public static HubSettings from(Map<String, String> environment) {
        var reader = new Reader(environment, new ArrayList<>());
        var settings = new HubSettings(
                Path.of(reader.required("SKERRY_DATA")),
                reader.port("SKERRY_HUB_PORT"),
                reader.port("SKERRY_HUB_LINK_PORT"),
                new DatabaseSettings(
                        reader.required("SKERRY_DATABASE_URL"),
                        reader.required("SKERRY_DATABASE_USER"),
                        reader.path("SKERRY_DATABASE_PASSWORD_FILE")),
                reader.path("SKERRY_BOOTSTRAP_FILE"));
        if (!reader.wrong().isEmpty()) {
            throw new IllegalArgumentException("the hub cannot start: " + String.join("; ", reader.wrong()));
        }
        return settings;
    }

    private record Reader(Map<String, String> environment, ArrayList<String> wrong) {

        String required(String name) {
            var value = environment.get(name);
            if (value == null || value.isBlank()) {
                wrong.add(name + " is not set");
                return "";
            }
            return value;
        }

        @Nullable
        Path path(String name) {
            var value = environment.get(name);
            return value == null || value.isBlank() ? null : Path.of(value);
        }

        int port(String name) {
            var value = required(name);
            if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
                wrong.add(name + " is no port: '" + value + "'");
                return 0;
            }
            return Integer.parseInt(value);
        }
    }
}
