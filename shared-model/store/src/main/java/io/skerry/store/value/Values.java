package io.skerry.store.value;

import io.skerry.store.StoreException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns records of the model into bytes and back. Absent stays absent; a newer writer's unknown fields and enum texts are let pass. */
public final class Values {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    i -> i.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .build();

    private Values() {}

    /** The record as JSON bytes. */
    public static byte[] write(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    /**
     * The record behind the bytes.
     *
     * @throws StoreException if they are no such record
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new StoreException("a value is no " + type.getSimpleName(), e);
        }
    }
}
