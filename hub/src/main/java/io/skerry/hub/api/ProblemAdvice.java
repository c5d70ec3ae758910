package io.skerry.hub.api;

import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.Fault;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;

/** The one place where refusals become problem documents (RFC 9457) with a code, a pointer and advice. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String RETRY_SECONDS = "2";
    private static final String NO_SPACE = "No space left on device";

    /** What the database says of text that it cannot keep. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(HubException e) {
        if (e.code().fault() == Fault.PLATFORM && e.code() != ErrorCode.DISK_FULL) {
            LOG.atError().addKeyValue(LogKeys.ERROR, e.code()).setCause(e).log("request failed");
        }
        return document(e.code(), String.valueOf(e.getMessage()), e.pointer(), e.advice());
    }

    @ExceptionHandler({
        TransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Map<String, Object>> onDatabase(Exception e) {
        if (isFull(e)) {
            return on(FreeSpace.refusal("The disk that holds the hub's database is full."));
        }
        LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("the database does not answer");
        return document(
                ErrorCode.UNAVAILABLE,
                "The hub's database does not answer.",
                null,
                "Try again in a moment; applications and routes go on meanwhile.");
    }

    /** Refused by a record of the model outside a body, so that there is nothing to point to. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(InvalidInput e) {
        return document(ErrorCode.INVALID_FIELD, Json.sentence(String.valueOf(e.getMessage())), null, null);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(MethodArgumentTypeMismatchException e) {
        var type = Objects.requireNonNullElse(e.getRequiredType(), String.class);
        return document(
                ErrorCode.MALFORMED,
                "'" + e.getValue() + "' is no value of '" + e.getName() + "': it takes a " + Json.word(type) + ".",
                null,
                null);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(HttpMessageNotReadableException e) {
        return document(ErrorCode.MALFORMED, "The body is missing or broke off; JSON was expected.", null, null);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(DataAccessException e) {
        return defect(e);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> onRaces(ConcurrencyFailureException e) {
        LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("an act lost every race");
        return document(
                ErrorCode.UNAVAILABLE, "Too many changes of the same thing at once.", null, "Try again in a moment.");
    }

    /** A file cannot be read or written, unless it was the caller's connection that broke: then there is nobody to answer. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Map<String, Object>> on(IOException e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            LOG.atDebug().addKeyValue(LogKeys.ERROR, e.toString()).log("the caller went away");
            return null;
        }
        if (isFull(e)) {
            return on(FreeSpace.refusal("The disk that holds the hub's files is full."));
        }
        LOG.atError().setCause(e).log("request failed");
        return document(
                ErrorCode.INTERNAL,
                "The hub cannot read or write its own files: " + e.getMessage(),
                null,
                "Look at the free space and the permissions of its data directory.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> on(Exception e) {
        if (e instanceof ErrorResponse refused) {
            return document(
                    codeOf(refused.getStatusCode().value()),
                    refused.getBody().getDetail() == null
                            ? "The request cannot be understood."
                            : refused.getBody().getDetail(),
                    null,
                    null);
        }
        return defect(e);
    }

    private static ResponseEntity<Map<String, Object>> defect(Exception e) {
        LOG.atError().setCause(e).log("request failed");
        return document(
                ErrorCode.INTERNAL,
                "The hub failed to answer.",
                null,
                "This is a defect of Skerry; its log says more.");
    }

    /** What the system says, and PostgreSQL after it, if it could say it before it ended. */
    private static boolean isFull(Exception e) {
        return String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage())
                .contains(NO_SPACE);
    }

    private static ErrorCode codeOf(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406 -> ErrorCode.NOT_ACCEPTABLE;
            case 413 -> ErrorCode.TOO_LARGE;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            default -> ErrorCode.MALFORMED;
        };
    }

    private static ResponseEntity<Map<String, Object>> document(
            ErrorCode code, String detail, @Nullable String pointer, @Nullable String advice) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (code == ErrorCode.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return ResponseEntity.status(code.status())
                .headers(headers)
                .body(Problems.document(code, detail, pointer, advice));
    }
}
