package io.skerry.link.codec;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.skerry.model.message.Message;
import io.skerry.model.message.Unsupported;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Turns messages into bytes and back. The type's name goes beside the body, so that a reader can name what it does not know; unknown
 * fields and enum texts are let pass, since hub and agents are never upgraded together.
 */
public final class MessageCodec {

    /** The protocol that this version speaks. */
    public static final int PROTOCOL = 1;

    private static final Map<String, Class<?>> TYPES = Stream.of(Message.class.getPermittedSubclasses())
            .collect(toUnmodifiableMap(MessageCodec::name, identity()));

    private static final CBORMapper CBOR = CBORMapper.builder()
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .build();

    private MessageCodec() {}

    /** The name of the message's type on the wire: {@code syncRequest}. */
    public static String type(Message message) {
        return name(message.getClass());
    }

    /** The message's body. */
    public static byte[] encode(Message message) {
        return CBOR.writeValueAsBytes(message);
    }

    /**
     * The message behind the bytes; {@link Unsupported} if this version has no such type.
     *
     * @throws MalformedMessage if the bytes are no message of that type
     */
    public static Message decode(String type, byte[] body) {
        var known = TYPES.get(type);
        if (known == null) {
            return new Unsupported(type);
        }
        try {
            return (Message) CBOR.readValue(body, known);
        } catch (JacksonException e) {
            throw new MalformedMessage(type, e);
        }
    }

    private static String name(Class<?> type) {
        var name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
