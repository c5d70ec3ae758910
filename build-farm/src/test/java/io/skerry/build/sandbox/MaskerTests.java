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
import org.junit.jupiter.params.provider.CsvSource;
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
        var masker =
                Masker.of(new ToolConfiguration(Map.of(".npmrc", npmrc.formatted("abcd-1234-efgh")), Map.of(), null));

        assertThat(masker.mask("npm said abcd-1234-efgh, twice: abcd-1234-efgh"))
                .isEqualTo("npm said ****, twice: ****");
    }

    @Test
    void takesPasswordsOfMavensSettingsOutOfEveryLine() {
        var settings = "<server><id>inner</id><username>me</username><password>abcd-1234</password></server>";
        var masker = Masker.of(new ToolConfiguration(Map.of(".m2/settings.xml", settings), Map.of(), null));

        assertThat(masker.mask("inner said abcd-1234")).isEqualTo("inner said ****");
    }

    @Test
    void takesSecretsOfTheEnvironmentByTheirNamesAndLeavesTheRest() {
        var env = Map.of(
                "NPM_TOKEN", "abcd-1234",
                "HTTPS_PROXY", "http://me:pass-word@proxy.example:3128",
                "PIP_INDEX_URL", "https://index.example/simple");
        var masker = Masker.of(new ToolConfiguration(Map.of(), env, null));

        assertThat(masker.mask("abcd-1234 pass-word https://index.example/simple"))
                .isEqualTo("**** **** https://index.example/simple");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".npmrc | //r.example/:_authToken=${CORP} | CORP=some-words-alone | some-words-alone",
                ".npmrc | registry=x | CORP_API_KEY=some-words-alone | some-words-alone",
                ".npmrc | registry=x | CORP=a1b2c3d4e5f6g7h8 | a1b2c3d4e5f6g7h8",
                ".npmrc | registry=x | PIP_INDEX_URL=https://some-token@host/simple | some-token",
                ".npmrc | registry=x | HTTPS_PROXY=http://u:s3%40cr3t@proxy | s3@cr3t",
                ".npmrc | registry=x | HTTPS_PROXY=http://joe:pass-word@proxy | am9lOnBhc3Mtd29yZA",
                ".npmrc | //r.example/:_authToken='some-words-alone' | A=b | some-words-alone",
                ".gitconfig | [url \"https://oauth2:some-token@git.example/\"] | A=b | some-token",
                ".gitconfig | extraHeader = Authorization: Bearer some-token | A=b | some-token",
                ".config/pip/pip.conf | ____https://u:some-token@host/ | A=b | some-token",
            })
    void hidesWhatIsSecretInWhateverFormItStands(String file, String text, String variable, String secret) {
        var env = Map.of(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        var files = Map.of(file, text.replace("____", "    "));

        var masked = Masker.of(new ToolConfiguration(files, env, null)).mask("it said " + secret + " aloud");

        assertThat(masked).isEqualTo("it said **** aloud");
    }

    @Test
    void leavesWhatIsNoSecret() {
        var env = Map.of("NODE_ENV", "production", "PIP_DEFAULT_TIMEOUT", "1800", "no_proxy", "inner.example");

        var masker = Masker.of(new ToolConfiguration(Map.of(".npmrc", "registry=https://r.example/"), env, null));

        assertThat(masker.mask("production 1800 inner.example https://r.example/"))
                .isEqualTo("production 1800 inner.example https://r.example/");
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
        var masker = Masker.of(new ToolConfiguration(Map.of(".npmrc", "_auth=" + encoded), Map.of(), null));

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

        new LineSplitter(new Masker(List.of(SECRET)), lines::add, _ -> {})
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("s3cr"));
        assertThat(lines.getLast()).endsWith("****" + "y".repeat(50));
    }

    @Test
    void cutsLinesAtCarriageReturnsToo() throws Exception {
        var lines = new ArrayList<String>();

        new LineSplitter(new Masker(List.of()), lines::add, _ -> {})
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
