package io.skerry.hub.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallersOwnTests {

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\nOURS\n-----END CERTIFICATE-----";

    @TempDir
    private Path home;

    @Test
    void takesWhatConcernsRegistriesAndNotWhereThingsAreKept() throws Exception {
        Files.writeString(home.resolve(".npmrc"), "//r.example/:_authToken=${MY_TOKEN}\n");
        Files.createDirectories(home.resolve(".config/pip"));
        Files.writeString(home.resolve(".config/pip/pip.conf"), "[global]\nindex-url = https://r.example/simple\n");

        var own = InstallersOwn.read(
                home,
                Map.of(
                        "HTTPS_PROXY", "http://proxy.example:3128",
                        "PIP_CACHE_DIR", "/somewhere",
                        "npm_config_prefix", "/elsewhere",
                        "npm_config_registry", "https://r.example/npm",
                        "MY_TOKEN", "abcd-1234",
                        "http_proxy", "",
                        "OTHER", "x"));

        assertThat(own.files()).containsKeys(".npmrc", ".config/pip/pip.conf");
        assertThat(own.environment()).containsOnlyKeys("HTTPS_PROXY", "npm_config_registry", "MY_TOKEN");
        assertThat(own.toString()).doesNotContain("abcd-1234");
    }

    @Test
    void takesTheCertificatesThemselvesFromFilesThatAreNamed() throws Exception {
        Files.writeString(home.resolve("one.pem"), "a comment\n" + CERTIFICATE + "\n");
        Files.writeString(home.resolve("two.pem"), CERTIFICATE.replace("OURS", "THEIRS"));
        Files.writeString(home.resolve(".npmrc"), "cafile=" + home.resolve("two.pem") + "\nfund=false\n");

        var own = InstallersOwn.read(
                home, Map.of("SSL_CERT_FILE", home.resolve("one.pem").toString(), "PIP_CERT", "/nowhere.pem"));

        assertThat(own.certificates().content()).contains("OURS", "THEIRS").doesNotContain("comment");
        assertThat(own.files().get(".npmrc").content()).isEqualTo("fund=false\n");
        assertThat(own.environment()).isEmpty();
    }

    @Test
    void whoHasNothingGivesNothing() {
        var own = InstallersOwn.read(home, Map.of());

        assertThat(own.environment()).isEmpty();
        assertThat(own.certificates()).isNull();
    }
}
