package io.skerry.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.skerry.hub.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The checked-in OpenAPI file, held against what the hub answers. */
public final class ApiContract {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode file;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private ApiContract(JsonNode file) {
        this.file = file;
    }

    public static ApiContract read() {
        try (var in = ApiContract.class.getResourceAsStream("/api/openapi.json")) {
            return new ApiContract(Json.parse(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode schema(String name) {
        return file.at("/components/schemas/" + name);
    }

    public Iterable<Map.Entry<String, JsonNode>> schemas() {
        return file.at("/components/schemas").properties();
    }

    /** Every path template, method and operation. */
    public void eachRoute(BiConsumer<String, Map.Entry<String, JsonNode>> visitor) {
        file.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method ->
                                List.of("get", "post", "put", "patch", "delete").contains(method.getKey()))
                        .forEach(method -> visitor.accept(path.getKey(), method)));
    }

    /** Fails unless the answer is one that the file promises for that route. */
    void check(String method, HttpResponse<String> answer) {
        var path = answer.uri().getPath();
        var route = route(path);
        assertThat(route).as("%s is in the OpenAPI file", path).isPresent();
        var operation = route.get().get(method.toLowerCase(Locale.ROOT));
        if (operation == null || answer.body().isEmpty()) {
            assertThat(answer.statusCode()).as("%s %s", method, path).isIn(204, 405);
            return;
        }
        if (operation.at("/responses/" + answer.statusCode() + "/content").has("text/plain")) {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            return;
        }
        var pointer = answer.statusCode() >= 400
                ? "#/components/schemas/Problem"
                : operation.at("/responses/" + answer.statusCode() + "/content/application~1json/schema");
        assertThat(pointer.toString())
                .as("%s %s promises %s", method, path, answer.statusCode())
                .isNotEmpty();
        var schema = pointer instanceof JsonNode node ? node : ref(pointer.toString());
        var errors = schemas.computeIfAbsent(schema.toString(), text -> compile(schema))
                .validate(Json.parse(answer.body()));
        assertThat(errors).as("%s %s → %s", method, path, answer.body()).isEmpty();
    }

    private Schema compile(JsonNode schema) {
        var whole = JsonNodeFactory.instance.objectNode();
        whole.set("components", file.get("components"));
        whole.setAll((tools.jackson.databind.node.ObjectNode) schema);
        return REGISTRY.getSchema(whole);
    }

    private static JsonNode ref(String target) {
        return JsonNodeFactory.instance.objectNode().put("$ref", target);
    }

    /** The most specific template that fits: one with the fewest variables. */
    private Optional<JsonNode> route(String path) {
        return file.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/:]+(?::[0-9a-f]{64})?")))
                .min(java.util.Comparator.comparingLong(
                        entry -> entry.getKey().chars().filter(c -> c == '{').count()))
                .map(Map.Entry::getValue);
    }
}
