package io.skerry.hub.artifact;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.model.artifact.ArtifactMismatch;
import io.skerry.model.artifact.ArtifactStore;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Source archives arrive by digest, in pieces; an interrupted upload goes on where it stopped. */
@RestController
class UploadController {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final long MOST = 2L << 30;
    private static final int PIECE = 256 << 10;

    private final ArtifactStore artifacts;
    private final Resources resources;
    private final Gate gate;

    UploadController(ArtifactStore artifacts, Resources resources, Gate gate) {
        this.artifacts = artifacts;
        this.resources = resources;
        this.gate = gate;
    }

    /** How far an upload is; {@code received} bytes are kept. */
    record Upload(String digest, long received, boolean finished) {}

    @GetMapping("/api/v1/tenants/{tenant}/uploads/{digest}")
    Upload state(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller, @PathVariable String tenant, @PathVariable String digest)
            throws IOException {
        check(caller, tenant, digest);
        return state(digest);
    }

    @PatchMapping("/api/v1/tenants/{tenant}/uploads/{digest}")
    Upload append(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String digest,
            @RequestHeader("Upload-Offset") long offset,
            @RequestHeader("Upload-Length") long length,
            HttpServletRequest request)
            throws IOException {
        check(caller, tenant, digest);
        if (length < 1 || length > MOST) {
            throw HubException.of(
                    ErrorCode.TOO_LARGE,
                    "An archive has 1 byte to 2 GiB; this one would have " + length + " bytes.",
                    null);
        }
        var state = state(digest);
        if (state.finished()) {
            return state;
        }
        if (offset != state.received()) {
            throw HubException.conflict(
                    "The upload is at byte " + state.received() + ", not " + offset + ".", "Go on from there.");
        }
        try (var body = request.getInputStream()) {
            for (var piece = body.readNBytes(PIECE); piece.length > 0; piece = body.readNBytes(PIECE)) {
                artifacts.append(digest, offset, length, piece);
                offset += piece.length;
            }
        } catch (ArtifactMismatch e) {
            throw HubException.of(
                    ErrorCode.SOURCE_REFUSED,
                    "The uploaded bytes do not have the digest " + digest + ".",
                    "Upload it again from the start.");
        }
        return state(digest);
    }

    private Upload state(String digest) throws IOException {
        var size = artifacts.size(digest);
        return size.isPresent()
                ? new Upload(digest, size.getAsLong(), true)
                : new Upload(digest, artifacts.received(digest), false);
    }

    private void check(Caller caller, String tenant, String digest) {
        gate.require(caller, Verb.CREATE, Place.tenant(Kind.APPLICATION, tenant), null);
        resources.get(Place.platform(Kind.TENANT), tenant);
        if (!DIGEST.matcher(digest).matches()) {
            throw HubException.of(
                    ErrorCode.MALFORMED, "'" + digest + "' is no digest.", "Write sha256: and 64 hex digits.");
        }
    }
}
