package io.skerry.hub.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallersOwnTests {

    @TempDir
    private Path home;

    @Test
    void takesWhatConcernsRegistriesAndNotWhereThingsAreKept() throws Exception {
        Files.writeString(home.resolve(".npmrc"), "prefix=${HOME}/packages\n//r.example/:_authToken=${MY_TOKEN?}\n");
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
                        "http_proxy", "http://127.0.0.1:3128",
                        "OTHER", "x"));

        assertThat(own.files()).containsKeys(".npmrc", ".config/pip/pip.conf");
        assertThat(own.environment()).containsOnlyKeys("HTTPS_PROXY", "npm_config_registry", "MY_TOKEN");
        assertThat(own.toString()).doesNotContain("abcd-1234");
    }

    @Test
    void takesTheCertificatesThemselvesFromFilesThatAreNamed() throws Exception {
        certificate("one.pem", "FIRST");
        certificate("two.pem", "SECOND");
        certificate("three.pem", "THIRD");
        Files.writeString(home.resolve(".npmrc"), "cafile=\"${HOME}/two.pem\"\nfund=false\ncafile=/nowhere.pem\n");
        Files.writeString(home.resolve(".gitconfig"), "[http]\n  sslCAInfo = ~/three.pem\n");

        var own = InstallersOwn.read(
                home, Map.of("NPM_CONFIG_CAFILE", home.resolve("one.pem").toString(), "PIP_CERT", "/nowhere.pem"));

        assertThat(own.certificates().content())
                .contains("FIRST", "SECOND", "THIRD")
                .doesNotContain("comment");
        assertThat(own.files().get(".npmrc").content()).isEqualTo("fund=false\ncafile=/nowhere.pem\n");
        assertThat(own.files().get(".gitconfig").content()).isEqualTo("[http]\n");
        assertThat(own.environment()).isEmpty();
    }

    @Test
    void takesHowGoAndMavenReachModules() throws Exception {
        Files.createDirectories(home.resolve(".config/go"));
        Files.writeString(home.resolve(".config/go/env"), "GOPROXY=https://old.example\nGOSUMDB=off\nGOFLAGS=-x\n");
        Files.createDirectories(home.resolve(".m2"));
        Files.writeString(home.resolve(".m2/settings.xml"), "<settings/>");

        var own = InstallersOwn.read(home, Map.of("GOPROXY", "https://r.example/go", "GOPATH", "/somewhere"));

        assertThat(own.environment()).containsOnlyKeys("GOPROXY", "GOSUMDB");
        assertThat(own.environment().get("GOPROXY").content()).isEqualTo("https://r.example/go");
        assertThat(own.files().get(".m2/settings.xml").content()).isEqualTo("<settings/>");
    }

    @Test
    void whoHasNothingGivesNothing() {
        var own = InstallersOwn.read(home, Map.of());

        assertThat(own.environment()).isEmpty();
        assertThat(own.files()).doesNotContainKeys(".npmrc", ".gitconfig");
    }

    private void certificate(String file, String name) throws Exception {
        Files.writeString(
                home.resolve(file),
                "a comment\n-----BEGIN CERTIFICATE-----\n" + name + "\n-----END CERTIFICATE-----\n");
    }
}
