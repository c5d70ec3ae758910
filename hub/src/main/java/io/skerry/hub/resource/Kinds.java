package io.skerry.hub.resource;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The kinds that the features have added. */
public final class Kinds {

    /** With what projectors add to it, a spec must fit into one message to a data center. */
    private static final int MOST_BYTES = 192 << 10;

    private final Map<Kind, KindDefinition<?>> definitions = new EnumMap<>(Kind.class);

    /** @throws IllegalStateException if two features define one kind */
    public Kinds(List<KindDefinition<?>> definitions) {
        for (var definition : definitions) {
            if (this.definitions.put(definition.kind(), definition) != null) {
                throw new IllegalStateException(
                        "two definitions of " + definition.kind().text());
            }
        }
    }

    /** The kind's definition; a kind that no feature has added is not found. */
    public KindDefinition<?> of(Kind kind) {
        var definition = definitions.get(kind);
        if (definition == null) {
            throw HubException.notFound();
        }
        return definition;
    }

    /** The kind of a part of a path such as {@code data-centers}, in the scope that the path shows. */
    public KindDefinition<?> of(String plural, Kind.Scope scope) {
        return definitions.values().stream()
                .filter(definition -> definition.kind().plural().equals(plural)
                        && (definition.kind().scope() == scope
                                || (definition.kind() == Kind.OPERATION && scope == Kind.Scope.TENANT)))
                .findFirst()
                .orElseThrow(HubException::notFound);
    }

    /** Decodes a spec strictly and validates it, its size included; pointers begin at {@code /spec}. */
    public <S> S read(KindDefinition<S> kind, JsonNode spec) {
        try {
            if (kind.writable()) {
                requireSize(spec);
            }
            return check(kind, spec);
        } catch (HubException e) {
            throw e.under("/spec");
        }
    }

    private static void requireSize(JsonNode spec) {
        var size = Json.bytes(spec).length;
        if (size > MOST_BYTES) {
            throw HubException.at(
                    ErrorCode.INVALID_FIELD,
                    "",
                    "This spec has " + size + " bytes; one has at most " + MOST_BYTES + " (192 KiB).",
                    "The limit is built in and nobody can raise it: bring large content with the source.");
        }
    }

    /** The same with pointers that begin at the spec's own fields. */
    public static <S> S check(KindDefinition<S> kind, JsonNode spec) {
        NotAvailableYet.check(kind.notAvailableYet(), spec);
        var typed = Json.strict(spec, kind.specType(), "");
        kind.validate(typed);
        return typed;
    }
}
