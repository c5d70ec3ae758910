package io.skerry.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedHostTests {

    @ParameterizedTest
    @CsvSource({
        "shop.example.com, shop.example.com",
        "Shop.Example.COM, shop.example.com",
        "shop.example.com:8080, shop.example.com",
        "shop.example.com., shop.example.com",
        "shop.example.com.:80, shop.example.com",
        "[::1]:8080, [::1]",
        "[::1], [::1]"
    })
    void readsTheHostWithoutPortAndFinalDot(String written, String host) {
        assertThat(RequestedHost.of(named(written), "/")).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "http://other.example.com/a, other.example.com",
        "HTTP://other.example.com:8080?a, other.example.com",
        "http://user@other.example.com, other.example.com"
    })
    void believesAnAbsoluteTargetBeforeTheHeader(String target, String host) {
        assertThat(RequestedHost.of(named("shop.example.com"), target)).isEqualTo(host);
    }

    @Test
    void isEmptyWithoutAHeader() {
        assertThat(RequestedHost.of(new DefaultHttpHeaders(), "/")).isEmpty();
    }

    @Test
    void refusesTwoHosts() {
        var headers = named("a.example.com").add("Host", "b.example.com");

        assertThatThrownBy(() -> RequestedHost.of(headers, "/")).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"/a?b=c, /a?b=c", "//a//b, //a//b", "http://h/a?b, /a?b", "http://h?b, /?b", "http://h, /"})
    void leavesThePathAsItWasSent(String target, String path) {
        assertThat(OriginForm.of(target)).isEqualTo(path);
    }

    @Test
    void refusesATargetThatIsNoPath() {
        assertThatThrownBy(() -> OriginForm.of("*")).isInstanceOf(Refusal.class);
    }

    private static DefaultHttpHeaders named(String host) {
        var headers = new DefaultHttpHeaders();
        headers.set("Host", host);
        return headers;
    }
}
