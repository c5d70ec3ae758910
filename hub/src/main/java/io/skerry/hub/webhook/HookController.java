package io.skerry.hub.webhook;

import io.skerry.hub.webhook.Delivery.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where git servers call; nobody is signed in here, the signature says who it is. */
@RestController
class HookController {

    private static final int MOST = 1 << 20;

    private final Webhooks webhooks;

    HookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @PostMapping("/api/v1/hooks/{hook}")
    ResponseEntity<Delivery> call(@PathVariable String hook, HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(MOST + 1);
        if (body.length > MOST) {
            throw webhooks.tooLong(hook, request::getHeader, MOST, request.getRemoteAddr());
        }
        var delivery = webhooks.receive(hook, request::getHeader, body, request.getRemoteAddr());
        return ResponseEntity.status(delivery.verdict() == Verdict.DEPLOYED ? 202 : 200)
                .body(delivery);
    }
}
