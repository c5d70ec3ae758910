package io.skerry.hub.webhook;

import io.skerry.hub.webhook.Delivery.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where git servers call; nobody is signed in here, the signature says who it is. */
@RestController
class HookController {

    private final Webhooks webhooks;

    HookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @PostMapping("/api/v1/hooks/{hook}")
    ResponseEntity<Delivery> call(
            @PathVariable String hook,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        var delivery =
                webhooks.receive(hook, request::getHeader, body == null ? new byte[0] : body, request.getRemoteAddr());
        return ResponseEntity.status(delivery.verdict() == Verdict.DEPLOYED ? 202 : 200)
                .body(delivery);
    }
}
