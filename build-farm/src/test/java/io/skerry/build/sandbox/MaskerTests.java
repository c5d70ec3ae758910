package io.skerry.build.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.build.ToolConfiguration;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTests {

    private static final String SECRET = "s3cr3t/with+signs==";
    private static final byte[] BYTES = SECRET.getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//registry.example/:_authToken=%s",
                "always-auth=true\n_auth = \"%s\"",
                "registry=https://user:%s@registry.example/",
                "//registry.example/:_password=%s"
            })
    void takesWhatAnNpmrcKeepsSecretOutOfEveryLine(String npmrc) {
        var masker = Masker.of(
                new ToolConfiguration(Map.of(".npmrc", npmrc.formatted("abcd-1234-efgh")), Map.of(), null), List.of());

        assertThat(masker.mask("npm said abcd-1234-efgh, twice: abcd-1234-efgh"))
                .isEqualTo("npm said ****, twice: ****");
    }

    @Test
    void takesSecretsOfTheEnvironmentByTheirNamesAndLeavesTheRest() {
        var env = Map.of(
                "NPM_TOKEN", "abcd-1234",
                "HTTPS_PROXY", "http://me:pass-word@proxy.example:3128",
                "PIP_INDEX_URL", "https://index.example/simple");
        var masker = Masker.of(new ToolConfiguration(Map.of(), env, null), List.of());

        assertThat(masker.mask("abcd-1234 pass-word https://index.example/simple"))
                .isEqualTo("**** **** https://index.example/simple");
    }

    @Test
    void masksTheUsualEncodingsToo() {
        var masker = new Masker(List.of(SECRET));
        var forms = List.of(
                SECRET,
                Base64.getEncoder().encodeToString(BYTES),
                HexFormat.of().formatHex(BYTES),
                "s3cr3t%2Fwith%2Bsigns%3D%3D");

        for (var form : forms) {
            assertThat(masker.mask("see " + form + " here"))
                    .startsWith("see ****")
                    .doesNotContain(form);
        }
    }

    @Test
    void masksWhatIsBehindABase64SettingAsWell() {
        var encoded = Base64.getEncoder().encodeToString("user:hunter22".getBytes(StandardCharsets.UTF_8));
        var masker = Masker.of(new ToolConfiguration(Map.of(".npmrc", "_auth=" + encoded), Map.of(), null), List.of());

        assertThat(masker.mask("logged in with hunter22")).isEqualTo("logged in with ****");
    }

    @Test
    void masksCredentialsInAnyAddressEvenIfNobodyKnewThem() {
        assertThat(new Masker(List.of()).mask("cloning https://joe:t0ken@git.example/a and http://x.example/a:b@c"))
                .isEqualTo("cloning https://****@git.example/a and http://x.example/a:b@c");
    }

    @Test
    void findsASecretThatFallsOnTheCutOfAnOverlongLine() throws Exception {
        var lines = new ArrayList<String>();
        var text = "x".repeat(LineSplitter.LONGEST - 8) + SECRET + "y".repeat(50);

        new LineSplitter(new Masker(List.of(SECRET)), lines::add)
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("s3cr"));
        assertThat(lines.getLast()).endsWith("****" + "y".repeat(50));
    }

    @Test
    void cutsLinesAtCarriageReturnsToo() throws Exception {
        var lines = new ArrayList<String>();

        new LineSplitter(new Masker(List.of()), lines::add)
                .read(new ByteArrayInputStream("10%\r20%\rdone\r\nnext".getBytes(StandardCharsets.UTF_8)));

        assertThat(lines).containsExactly("10%", "20%", "done", "next");
    }

    @Test
    void writesTheSettingsIntoTheBuildsHomeForTheOwnerOnly(@TempDir Path home) throws Exception {
        BuildHome.fill(home, new ToolConfiguration(Map.of(".config/pip/pip.conf", "[global]"), Map.of(), null));

        var file = home.resolve(".config/pip/pip.conf");
        assertThat(file).hasContent("[global]");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void pointsEveryToolAtTheMachinesAuthoritiesAndThoseOfTheSetting(@TempDir Path home) throws Exception {
        var own = "-----BEGIN CERTIFICATE-----\nOURS\n-----END CERTIFICATE-----";

        var variables = BuildHome.fill(home, new ToolConfiguration(Map.of(), Map.of("PIP_CERT", "/mine.pem"), own));

        assertThat(Path.of(variables.get("NODE_EXTRA_CA_CERTS"))).content().contains("OURS");
        assertThat(variables).containsEntry("PIP_CERT", "/mine.pem").containsKeys("SSL_CERT_FILE", "GIT_SSL_CAINFO");
    }
}
