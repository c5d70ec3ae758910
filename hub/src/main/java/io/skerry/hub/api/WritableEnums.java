package io.skerry.hub.api;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/** Refuses the constant that stands for the values of a newer version: nobody may write that. */
final class WritableEnums extends ValueDeserializerModifier {

    @Override
    public ValueDeserializer<?> modifyEnumDeserializer(
            DeserializationConfig config, JavaType type, BeanDescription.Supplier bean, ValueDeserializer<?> usual) {
        return standIn(type.getRawClass())
                .<ValueDeserializer<?>>map(constant -> new WithoutStandIn(usual, constant))
                .orElse(usual);
    }

    /** The constant of an enum that readers take for what they do not know. */
    static Optional<Enum<?>> standIn(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isAnnotationPresent(JsonEnumDefaultValue.class))
                .findFirst()
                .map(field -> (Enum<?>) type.getEnumConstants()[ordinal(type, field.getName())]);
    }

    private static int ordinal(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList()
                .indexOf(name);
    }

    /** The usual reading, and one text less. */
    private static final class WithoutStandIn extends DelegatingDeserializer {

        private final Enum<?> standIn;

        WithoutStandIn(ValueDeserializer<?> usual, Enum<?> standIn) {
            super(usual);
            this.standIn = standIn;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> contextual) {
            return new WithoutStandIn(contextual, standIn);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            var text = parser.getString();
            var value = super.deserialize(parser, context);
            if (standIn.equals(value)) {
                throw InvalidFormatException.from(parser, "nobody writes that", text, standIn.getDeclaringClass());
            }
            return value;
        }
    }
}
