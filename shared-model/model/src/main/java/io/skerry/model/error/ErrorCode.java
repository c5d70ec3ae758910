package io.skerry.model.error;

import static io.skerry.model.error.Fault.CALLER;
import static io.skerry.model.error.Fault.PLATFORM;
import static io.skerry.model.error.Fault.SITE;
import static io.skerry.model.error.Fault.WORKLOAD;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Every reason Skerry refuses or fails, written in lower case with hyphens. Readers map what they do not know to {@link #UNKNOWN}. */
public enum ErrorCode {
    /** The request is no well-formed JSON, or a header or parameter makes no sense. */
    MALFORMED(CALLER, 400),
    /** A value is refused; the pointer names it. */
    INVALID_FIELD(CALLER, 422),
    /** A field that the model does not have. */
    UNKNOWN_FIELD(CALLER, 422),
    /** A field of the model that this version does not act on yet. */
    NOT_AVAILABLE_YET(CALLER, 422),
    /** Nobody is signed in, or the token is no longer good. */
    UNAUTHENTICATED(CALLER, 401),
    /** Signed in, and not allowed. */
    FORBIDDEN(CALLER, 403),
    /** A change came from a page of another origin. */
    CROSS_ORIGIN(CALLER, 403),
    /** There is no such thing within what the caller may see. */
    NOT_FOUND(CALLER, 404),
    /** The path has no such method. */
    METHOD_NOT_ALLOWED(CALLER, 405),
    /** Nothing the server offers fits the Accept header. */
    NOT_ACCEPTABLE(CALLER, 406),
    /** Something else stands in the way: a name taken, a host claimed, a thing being deleted. */
    CONFLICT(CALLER, 409),
    /** The version in If-Match is not the current one. */
    STALE_VERSION(CALLER, 412),
    /** If-Match is missing. */
    VERSION_REQUIRED(CALLER, 428),
    /** A watch or a page asks for a revision that is no longer kept. */
    REVISION_GONE(CALLER, 410),
    /** The body is larger than allowed. */
    TOO_LARGE(CALLER, 413),
    /** The media type of the body is not one the path takes. */
    UNSUPPORTED_MEDIA_TYPE(CALLER, 415),
    /** The same Idempotency-Key came with another body. */
    KEY_REUSED(CALLER, 422),
    /** Too many tries; the answer says when to come back. */
    TOO_MANY_REQUESTS(CALLER, 429),
    /** A limit of the tenant would be passed. */
    QUOTA_EXCEEDED(CALLER, 422),
    /** Dependencies form a circle. */
    DEPENDENCY_CYCLE(CALLER, 422),
    /** There is no data center to do it in. */
    NO_DATA_CENTER(CALLER, 409),
    /** The source shows no language that can be built. */
    NOT_DETECTED(CALLER, 422),
    /** A tool chain is not installed in the data center. */
    TOOL_CHAIN_MISSING(SITE, 422),
    /** A source archive is refused: a link out of the folder, a bomb, too many entries. */
    SOURCE_REFUSED(CALLER, 422),
    /** The source could not be fetched. */
    SOURCE_UNREACHABLE(SITE, 502),
    /** The build ended with an error. */
    BUILD_FAILED(WORKLOAD, 422),
    /** The build took longer than allowed. */
    BUILD_TIMEOUT(WORKLOAD, 422),
    /** Somebody cancelled it. */
    CANCELLED(CALLER, 409),
    /** The process of an instance ended. */
    INSTANCE_EXITED(WORKLOAD, 500),
    /** An instance or a build used more memory than it may. */
    OOM(WORKLOAD, 500),
    /** An instance or a build ran more processes than it may. */
    PROCESS_LIMIT(WORKLOAD, 500),
    /** An instance or a build wrote more than it may. */
    DISK_LIMIT(WORKLOAD, 500),
    /** Something was begun, and nobody can say how it ended. */
    OUTCOME_UNKNOWN(SITE, 500),
    /** The instance runs and its probe does not pass. */
    NOT_READY(WORKLOAD, 500),
    /** The instance listens on another port than the declared one. */
    WRONG_PORT(WORKLOAD, 500),
    /** The artifact asks for what this data center does not have. */
    ARTIFACT_UNFIT(SITE, 500),
    /** The artifact cannot be had or does not match its digest. */
    ARTIFACT_UNAVAILABLE(SITE, 500),
    /** Ports of the data center's slice are used up. */
    NO_PORT(SITE, 500),
    /** The data center does not answer. */
    AGENT_UNREACHABLE(SITE, 504),
    /** The receiver does not know this message or command. */
    UNSUPPORTED(SITE, 501),
    /** The time for it passed before it could be done. */
    EXPIRED(SITE, 504),
    /** A newer one took its place. */
    SUPERSEDED(CALLER, 409),
    /** The hub is starting or its database does not answer. */
    UNAVAILABLE(PLATFORM, 503),
    /** A disk of the hub has too little room left for changes. */
    DISK_FULL(PLATFORM, 507),
    /** A defect of Skerry. */
    INTERNAL(PLATFORM, 500),
    /** A code of a newer version. */
    UNKNOWN(PLATFORM, 500);

    private final Fault fault;
    private final int status;

    ErrorCode(Fault fault, int status) {
        this.fault = fault;
        this.status = status;
    }

    /** Whose fault it is. */
    public Fault fault() {
        return fault;
    }

    /** The HTTP status of an answer with this code. */
    public int status() {
        return status;
    }

    /** The code as it is written: {@code stale-version}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code of that text; {@link #UNKNOWN} for one of a newer version. */
    @JsonCreator
    public static ErrorCode of(String text) {
        for (var code : values()) {
            if (code.text().equals(text)) {
                return code;
            }
        }
        return UNKNOWN;
    }
}
