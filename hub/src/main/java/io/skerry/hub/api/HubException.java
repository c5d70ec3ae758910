package io.skerry.hub.api;

import io.skerry.model.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What the hub refuses or cannot do; becomes a problem document at the web edge. */
public final class HubException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String pointer;
    private final @Nullable String advice;

    private HubException(ErrorCode code, String message, @Nullable String pointer, @Nullable String advice) {
        super(message);
        this.code = code;
        this.pointer = pointer;
        this.advice = advice;
    }

    /** The reason's code. */
    public ErrorCode code() {
        return code;
    }

    /** JSON pointer to the field, if one is to blame. */
    public @Nullable String pointer() {
        return pointer;
    }

    /** The way out. */
    public @Nullable String advice() {
        return advice;
    }

    /** The same refusal with its field under a longer path. */
    public HubException under(String prefix) {
        return new HubException(code, String.valueOf(getMessage()), prefix + (pointer == null ? "" : pointer), advice);
    }

    /** A refusal without a field. */
    public static HubException of(ErrorCode code, String message, @Nullable String advice) {
        return new HubException(code, message, null, advice);
    }

    /** A field's value is refused. */
    public static HubException invalid(String pointer, String message) {
        return new HubException(ErrorCode.INVALID_FIELD, message, pointer, null);
    }

    /** A field is refused for another reason than its value. */
    public static HubException at(ErrorCode code, String pointer, String message, @Nullable String advice) {
        return new HubException(code, message, pointer, advice);
    }

    /** There is no such thing within what the caller may see; says the same for what is hidden. */
    public static HubException notFound() {
        return of(ErrorCode.NOT_FOUND, "There is no such thing here.", "Check the path and the names in it.");
    }

    /** Something else stands in the way. */
    public static HubException conflict(String message, @Nullable String advice) {
        return of(ErrorCode.CONFLICT, message, advice);
    }
}
