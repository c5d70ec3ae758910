package io.skerry.cli.config;

import org.jspecify.annotations.Nullable;

/**
 * A hub and this user's way in.
 *
 * @param url such as {@code http://127.0.0.1:7080}, without a slash at its end
 * @param token bearer token, absent while nobody is signed in
 */
public record HubContext(
        String url, @Nullable String user, @Nullable String token) {

    public HubContext {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public String toString() {
        return "HubContext[" + url + ", " + user + ", token " + (token == null ? "absent" : "hidden") + "]";
    }
}
