package io.skerry.store.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Requests and answers as CBOR; a newer peer's unknown fields are let pass, since processes are upgraded one by one. */
public final class Wire {

    /** Rises when an older peer would misunderstand. */
    public static final int PROTOCOL = 1;
    /** Largest frame: the largest transaction and what is around its values. */
    static final int MAX_FRAME = 34 << 20;

    private static final int PART = 256 << 10;

    private static final CBORMapper CBOR = CBORMapper.builder()
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Wire() {}

    /** A request's bytes. */
    public static byte[] encode(Request request) {
        return CBOR.writerFor(Request.class).writeValueAsBytes(request);
    }

    /** An answer's bytes. */
    public static byte[] encode(Answer answer) {
        return CBOR.writerFor(Answer.class).writeValueAsBytes(answer);
    }

    /**
     * The request behind the bytes.
     *
     * @throws IOException if they are none
     */
    public static Request request(byte[] frame) throws IOException {
        return decode(frame, Request.class);
    }

    /**
     * The answer behind the bytes.
     *
     * @throws IOException if they are none
     */
    public static Answer answer(byte[] frame) throws IOException {
        return decode(frame, Answer.class);
    }

    /** Cuts a list into parts that share the connection fairly with other answers; at least one, maybe empty. */
    public static <T> List<List<T>> parts(List<T> all, ToLongFunction<T> bytes) {
        var parts = new ArrayList<List<T>>();
        var part = new ArrayList<T>();
        var size = 0L;
        for (var one : all) {
            if (size >= PART) {
                parts.add(part);
                part = new ArrayList<>();
                size = 0;
            }
            part.add(one);
            size += bytes.applyAsLong(one) + 64;
        }
        parts.add(part);
        return parts;
    }

    private static <T> T decode(byte[] frame, Class<T> type) throws IOException {
        try {
            return CBOR.readValue(frame, type);
        } catch (JacksonException e) {
            throw new IOException("the peer sent something that is no " + type.getSimpleName(), e);
        }
    }
}
