package io.skerry.hub.resource.web;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.model.error.ErrorCode;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What callers send when they write a resource. */
final class Bodies {

    private static final int MAX_LABELS = 32;

    private Bodies() {}

    /** The body of a POST. */
    record New(
            String name,
            @Nullable Map<String, String> labels,
            @Nullable JsonNode spec) {}

    /** The body of a PUT; also what a PATCH is applied to. */
    record Whole(
            @Nullable Map<String, String> labels, @Nullable JsonNode spec) {}

    static New create(byte[] body) {
        return Json.strict(Json.body(body), New.class, "");
    }

    static Whole replace(JsonNode body) {
        return Json.strict(body, Whole.class, "");
    }

    static Map<String, String> labels(@Nullable Map<String, String> given) {
        var labels = given == null ? Map.<String, String>of() : given;
        if (labels.size() > MAX_LABELS) {
            throw HubException.invalid(
                    "/labels", "At most " + MAX_LABELS + " labels are kept; these are " + labels.size() + ".");
        }
        labels.forEach((key, value) -> {
            if (key.isBlank() || key.length() > 128 || value.length() > 256) {
                throw HubException.invalid(
                        "/labels/" + key, "A label's key has 1 to 128 characters, its value at most 256.");
            }
        });
        return labels;
    }

    static JsonNode spec(@Nullable JsonNode given) {
        return Objects.requireNonNullElseGet(given, JsonNodeFactory.instance::objectNode);
    }

    /** The version in If-Match. */
    static @Nullable Long version(HttpHeaders headers) {
        var match = headers.getFirst(HttpHeaders.IF_MATCH);
        if (match == null) {
            return null;
        }
        var digits = match.replace("\"", "");
        if (!digits.matches("\\d{1,18}")) {
            throw HubException.of(
                    ErrorCode.STALE_VERSION,
                    "'" + match + "' is no version of this object.",
                    "Send the ETag of your last read.");
        }
        return Long.valueOf(digits);
    }

    static long requiredVersion(HttpHeaders headers) {
        var version = version(headers);
        if (version == null) {
            throw HubException.of(
                    ErrorCode.VERSION_REQUIRED,
                    "A change needs the version it was made on.",
                    "Send the ETag of your last read as If-Match.");
        }
        return version;
    }
}
