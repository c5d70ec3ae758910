package io.skerry.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.InvalidInput;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the hub reads and writes it: strict towards callers, lenient towards its own and the agents' records. */
public final class Json {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .annotationIntrospector(new RequiredComponents())
            .addModule(new SimpleModule("writable-enums").setDeserializerModifier(new WritableEnums()))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .build();

    private Json() {}

    /** The value as a tree. */
    public static JsonNode tree(Object value) {
        return LENIENT.valueToTree(value);
    }

    /** The value as JSON text. */
    public static String text(Object value) {
        return LENIENT.writeValueAsString(value);
    }

    /** The value as JSON bytes. */
    public static byte[] bytes(Object value) {
        return LENIENT.writeValueAsBytes(value);
    }

    /** A tree of what Skerry itself has written. */
    public static JsonNode parse(String text) {
        return LENIENT.readTree(text);
    }

    /** A record of what Skerry itself or an agent has written; what a newer one added is let pass. */
    public static <T> T read(String text, Class<T> type) {
        return LENIENT.readValue(text, type);
    }

    /** A record of what Skerry itself has written. */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return LENIENT.treeToValue(tree, type);
    }

    /** Null means absent, so what is null is not kept. */
    private static JsonNode withoutNulls(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.removeNulls();
        }
        tree.forEach(Json::withoutNulls);
        return tree;
    }

    /**
     * The tree of a merge patch, whose nulls remove fields.
     *
     * @throws HubException MALFORMED with line and column
     */
    public static JsonNode patch(byte[] bytes) {
        return parsed(bytes);
    }

    /**
     * The tree of a caller's body; what is null in it is absent.
     *
     * @throws HubException MALFORMED with line and column
     */
    public static JsonNode body(byte[] bytes) {
        return withoutNulls(parsed(bytes));
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            var tree = STRICT.readTree(bytes);
            if (tree.isMissingNode()) {
                throw HubException.of(ErrorCode.MALFORMED, "The body is empty; JSON was expected.", null);
            }
            return tree;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw HubException.of(
                    ErrorCode.MALFORMED,
                    "The body is no JSON: " + e.getOriginalMessage() + " (line " + at.getLineNr() + ", column "
                            + at.getColumnNr() + ").",
                    null);
        }
    }

    /**
     * A record of what a caller wrote: unknown fields, wrong types and refused values are named with their pointer.
     *
     * @param at pointer of the tree within the body, empty for the body itself
     */
    public static <T> T strict(JsonNode tree, Class<T> type, String at) {
        try {
            var value = STRICT.treeToValue(tree, type);
            if (value == null) {
                throw HubException.invalid(at, "An object was expected here, not null.");
            }
            return value;
        } catch (DatabindException e) {
            throw refusal(e, at + pointer(e));
        }
    }

    private static HubException refusal(DatabindException e, String pointer) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknownField(unknown, pointer);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInput refused) {
                return HubException.invalid(pointer, sentence(String.valueOf(refused.getMessage())));
            }
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return HubException.invalid(
                    pointer, "'" + format.getValue() + "' is none of " + texts(format.getTargetType()) + ".");
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return HubException.invalid(
                    pointer,
                    mismatch.getOriginalMessage().startsWith("Null value")
                                    || mismatch.getOriginalMessage().startsWith("Missing")
                            ? "A value is missing here."
                            : "This is no " + word(mismatch.getTargetType()) + ".");
        }
        return HubException.invalid(pointer, sentence(e.getOriginalMessage()));
    }

    private static HubException unknownField(UnrecognizedPropertyException e, String pointer) {
        var nearest = nearest(e.getPropertyName(), e.getKnownPropertyIds());
        return HubException.at(
                ErrorCode.UNKNOWN_FIELD,
                pointer,
                "There is no field '" + e.getPropertyName() + "' here.",
                nearest == null ? null : "Did you mean '" + nearest + "'?");
    }

    private static @Nullable String nearest(String wrong, @Nullable Collection<Object> known) {
        if (known == null) {
            return null;
        }
        return known.stream()
                .map(String::valueOf)
                .min((a, b) -> Integer.compare(Distance.between(wrong, a), Distance.between(wrong, b)))
                .filter(best -> Distance.between(wrong, best) <= Math.max(2, wrong.length() / 2))
                .orElse(null);
    }

    private static String texts(Class<?> type) {
        var standIn = WritableEnums.standIn(type);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> !standIn.filter(constant::equals).isPresent())
                .map(constant -> LENIENT.writeValueAsString(constant).replace("\"", ""))
                .collect(Collectors.joining(", "));
    }

    static String word(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "whole number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        return "object of the expected form";
    }

    static String sentence(String message) {
        var first = message.lines().findFirst().orElse(message);
        var text = Character.toUpperCase(first.charAt(0)) + first.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }

    private static String pointer(DatabindException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() != null
                        ? step.getPropertyName().replace("~", "~0").replace("/", "~1")
                        : String.valueOf(step.getIndex()))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }
}
