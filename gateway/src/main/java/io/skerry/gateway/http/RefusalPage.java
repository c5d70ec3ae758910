package io.skerry.gateway.http;

import io.skerry.store.value.Values;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as the client can read it: a page for browsers, a problem document for programs that ask for JSON, else text.
 *
 * @param contentType of the body
 */
record RefusalPage(String contentType, byte[] body) {

    /**
     * @param accept the request's Accept header
     * @param requestId under which logs know the request
     */
    static RefusalPage of(Refusal refusal, @Nullable String accept, String requestId, Instant now) {
        var reason = refusal.reason();
        var time = now.truncatedTo(ChronoUnit.MILLIS).toString();
        var asked = accept == null ? "" : accept;
        if (asked.contains("text/html")) {
            var page = html(reason, refusal.sentence(), requestId, time);
            return new RefusalPage("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
        }
        if (asked.contains("json")) {
            var problem = new LinkedHashMap<String, Object>();
            problem.put("type", "about:blank");
            problem.put("title", reason.title());
            problem.put("status", reason.status());
            problem.put("detail", refusal.sentence());
            problem.put("code", reason.text());
            problem.put("requestId", requestId);
            problem.put("time", time);
            return new RefusalPage("application/problem+json", Values.write(problem));
        }
        var text = reason.status() + " " + reason.title() + "\n" + refusal.sentence() + "\nrequest " + requestId + ", "
                + time + "\n";
        return new RefusalPage("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String html(Reason reason, String sentence, String requestId, String time) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem }
            h1 { font-size: 1.4rem } small { opacity: .7 }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <small>%3$d · request %4$s · %5$s</small>
            </body>
            </html>
            """.formatted(reason.title(), escaped(sentence), reason.status(), escaped(requestId), time);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
