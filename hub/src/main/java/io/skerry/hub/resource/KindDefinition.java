package io.skerry.hub.resource;

import io.skerry.hub.api.Caller;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a feature says about a kind it adds.
 *
 * @param <S> the record of its spec
 */
public interface KindDefinition<S> {

    /** The kind. */
    Kind kind();

    /** The record its spec is read into. */
    Class<S> specType();

    /** Whether callers write it; others are written by Skerry alone. */
    default boolean writable() {
        return true;
    }

    /** Whether callers change what they wrote; others are taken away and written anew. */
    default boolean changeable() {
        return true;
    }

    /** Whether its objects are there from the first start: callers change them, and neither make nor delete one. */
    default boolean fixed() {
        return false;
    }

    /** Fields of the model that this version refuses by name, as patterns of {@link NotAvailableYet}. */
    default List<String> notAvailableYet() {
        return List.of();
    }

    /** Checks what the record's own constructors cannot; throws {@link io.skerry.hub.api.HubException} with a pointer. */
    default void validate(S spec) {}

    /**
     * What of a written spec is stored with the object: all of it, unless it brings what must be kept elsewhere, such as a secret. Called inside
     * the act's transaction, before {@link #admit}.
     */
    default JsonNode kept(Admission<S> act, JsonNode spec) {
        return spec;
    }

    /** Checks references and conflicts inside the act's transaction, before the object is stored. */
    default void admit(Admission<S> act) {}

    /** Runs inside the transaction after the object is stored or removed. */
    default void stored(Admission<S> act) {}

    /** Runs inside the transaction that takes a finalised object away for good, when no data center holds anything of it. */
    default void removed(Stored gone) {}

    /** Whether a delete waits until every data center confirmed; such an object stays, {@code deleting}. */
    default boolean finalised() {
        return false;
    }

    /**
     * The spec with defaults, and with what a data center overrides, for {@code ?view=effective}.
     *
     * @param dataCenter whose overrides count; absent: nobody's
     */
    default EffectiveSpec effective(Stored resource, @Nullable String dataCenter) {
        return new EffectiveSpec(resource.spec(), Map.of());
    }

    /** What is seen of it, from its status rows; null if nothing is. */
    default @Nullable Object status(Stored resource, List<StatusRow> rows) {
        return rows.stream()
                .filter(row -> row.dc().isEmpty() && row.part().isEmpty())
                .map(StatusRow::body)
                .findFirst()
                .orElse(null);
    }

    /**
     * One act on one object.
     *
     * @param before null when it is created
     * @param after the new spec; null when it is removed
     */
    record Admission<S>(
            Caller caller,
            Place place,
            String name,
            @Nullable Stored before,
            @Nullable S after,
            @Nullable Stored stored) {}

    /**
     * A spec as it holds.
     *
     * @param origins pointers of what was not written there, with where it comes from: {@code default}, or {@code override} of the data center
     */
    record EffectiveSpec(Object spec, Map<String, String> origins) {

        public EffectiveSpec {
            origins = Map.copyOf(origins);
        }
    }
}
