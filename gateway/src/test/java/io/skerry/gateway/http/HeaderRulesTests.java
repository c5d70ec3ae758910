package io.skerry.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.skerry.gateway.http.HeaderRules.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTests {

    private static final Caller CALLER = new Caller("192.0.2.1", "http", "shop.example.com:8080", 8080, "id-1");

    private final DefaultHttpHeaders from = new DefaultHttpHeaders();
    private final DefaultHttpHeaders to = new DefaultHttpHeaders();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X_Forwarded_For",
                "X.Forwarded.For",
                "X-Forwarded-Prefix",
                "X-Forwarded-User",
                "Forwarded",
                "X-Real-IP",
                "X_Real_IP",
                "X-Request-Id"
            })
    void dropsWhatOnlyTheGatewayMaySay(String spoofed) {
        from.set(spoofed, "6.6.6.6");

        HeaderRules.request(from, to, CALLER);

        assertThat(to.entries()).noneMatch(header -> header.getValue().equals("6.6.6.6"));
    }

    @Test
    void saysWhoAskedHowAndForWhat() {
        HeaderRules.request(from, to, CALLER);

        assertThat(to.get("X-Forwarded-For")).isEqualTo("192.0.2.1");
        assertThat(to.get("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(to.get("X-Forwarded-Host")).isEqualTo("shop.example.com:8080");
        assertThat(to.get("X-Forwarded-Port")).isEqualTo("8080");
        assertThat(to.get("X-Request-Id")).isEqualTo("id-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Proxy-Connection"})
    void keepsWhatBelongsToOneConnectionOnIt(String name) {
        from.set(name, "x");

        HeaderRules.request(from, to, CALLER);
        HeaderRules.response(from, to, "id-1");

        assertThat(to.contains(name)).isFalse();
    }

    @Test
    void dropsWhatTheConnectionHeaderNamesButNotWhatMakesTheRequest() {
        from.set("Connection", "close, X-Hop, Host, Cookie");
        from.set("X-Hop", "1");
        from.set("Host", "shop.example.com");
        from.set("Cookie", "a=b");

        HeaderRules.request(from, to, CALLER);

        assertThat(to.contains("X-Hop")).isFalse();
        assertThat(to.get("Host")).isEqualTo("shop.example.com");
        assertThat(to.get("Cookie")).isEqualTo("a=b");
    }

    @Test
    void passesEverythingElseAsOftenAsItCame() {
        from.add("Accept", "a").add("Accept", "b").add("traceparent", "00-1-2-3");

        HeaderRules.request(from, to, CALLER);

        assertThat(to.getAll("Accept")).containsExactly("a", "b");
        assertThat(to.get("traceparent")).isEqualTo("00-1-2-3");
    }
}
