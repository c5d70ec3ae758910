package io.skerry.hub.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import io.skerry.hub.resource.Database;
import io.skerry.model.build.ToolConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's setting: written, held, given to builds, never read back. */
class SettingIT {

    private static final String PATH = "/api/v1/settings/build-tools";
    private static final String SECRET = "abcd-1234-efgh-5678";
    private static final String NPMRC = "{\"spec\": {\"files\": {\".npmrc\": {\"content\": \"//r.example/:_authToken="
            + SECRET + "\"}}, \"environment\": {\"HTTPS_PROXY\": {\"content\": \"http://proxy.example\"}}}}";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void whatItHoldsIsKnownToTheHubAndShownToNobody() {
        var written = put(NPMRC);
        assertThat(written.status()).as("%s", written).isEqualTo(200);

        var shown = hub.get(PATH);
        assertThat(shown.response().body()).doesNotContain(SECRET).doesNotContain("content");
        assertThat(shown.json().at("/spec/files/.npmrc/bytes").asLong()).isEqualTo(24 + SECRET.length());
        assertThat(held().files().get(".npmrc")).contains(SECRET);
    }

    /** Neither rows nor their history nor the audit hold it; the search finds what is there in clear. */
    @Test
    void noTableHoldsItInClear() {
        put(NPMRC);
        hub.patch(PATH + "?dryRun=true", NPMRC, "If-Match", etag());
        hub.post("/api/v1/tenants", "{\"name\": \"findable\", \"spec\": {\"displayName\": \"Findable-Text\"}}");

        assertThat(tablesWith(SECRET)).isZero();
        assertThat(tablesWith("Findable-Text")).isPositive();
    }

    @Test
    void theSameAgainChangesNothingAndAFingerprintLeavesWhatIsHeld() {
        put(NPMRC);
        var version = etag();

        put(NPMRC);
        assertThat(etag()).isEqualTo(version);

        var shown = hub.get(PATH).json().get("spec").toString();
        put("{\"labels\": {\"team\": \"platform\"}, \"spec\": " + shown + "}");
        assertThat(etag()).isNotEqualTo(version);
        assertThat(held().files().get(".npmrc")).contains(SECRET);
    }

    @Test
    void aMergeAddsAndTakesAway() {
        put(NPMRC);

        var patched = hub.patch(
                PATH,
                "{\"spec\": {\"files\": {\".npmrc\": null}, \"environment\": {\"NO_PROXY\": {\"content\": \"inner\"}}}}",
                "If-Match",
                etag());

        assertThat(patched.status()).as("%s", patched).isEqualTo(200);
        assertThat(held().files()).isEmpty();
        assertThat(held().environment())
                .containsEntry("NO_PROXY", "inner")
                .containsEntry("HTTPS_PROXY", "http://proxy.example");
    }

    @Test
    void aDryRunShowsWhatWouldChangeWithoutTheContent() {
        put("{\"spec\": {}}");

        var rehearsed = hub.put(PATH + "?dryRun=true", NPMRC, "If-Match", etag());

        assertThat(rehearsed.status()).as("%s", rehearsed).isEqualTo(200);
        assertThat(rehearsed.response().body()).contains("npmrc").doesNotContain(SECRET);
        assertThat(held()).isEqualTo(ToolConfiguration.none());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'files': {'.bashrc': {'content': 'x'}}} | /spec/files/.bashrc | .npmrc",
                "{'files': {'.npmrc': {'fingerprint': '00'}}} | /spec/files/.npmrc/fingerprint | held here",
                "{'environment': {'A-B': {'content': 'x'}}} | /spec/environment/A-B | no name",
                "{'environment': {'PATH': {'content': 'x'}}} | /spec/environment/PATH | builder itself",
                "{'certificates': {'content': 'x'}} | /spec/certificates/content | PEM",
                "{'environment': {'A': {'content': 'x\\u0000'}}} | /spec/environment/A/content | NUL",
                "{'file': {}} | /spec/file | no field",
            })
    void whatItCannotHoldIsRefusedWithItsPlace(String spec, String pointer, String word) {
        var refused = put("{\"spec\": " + spec.replace('\'', '"') + "}");

        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.json().get("pointer").asString()).isEqualTo(pointer);
        assertThat(refused.json().get("detail").asString()).contains(word);
    }

    @Test
    void itIsPartOfThePlatform() {
        assertThat(hub.get("/api/v1/settings").json().get("items").size()).isEqualTo(1);
        assertThat(hub.get("/api/v1/settings/other").status()).isEqualTo(404);
    }

    @Test
    void withoutItsKeyItSaysSoAndIsGivenAnew() throws Exception {
        put(NPMRC);
        Files.delete(hub.data().resolve("keys/wrapping.key"));
        hub.restart();

        var left =
                hub.patch(PATH, "{\"labels\": {\"a\": \"b\"}, \"spec\": {\"environment\": null}}", "If-Match", etag());
        assertThat(left.status()).as("%s", left).isEqualTo(409);
        assertThat(left.json().get("advice").asString()).contains("wrapping.key");

        assertThat(put(NPMRC).status()).isEqualTo(200);
        assertThat(held().files().get(".npmrc")).contains(SECRET);
    }

    @Test
    void itOutlivesTheHub() {
        put(NPMRC);

        hub.restart();

        assertThat(held().files().get(".npmrc")).contains(SECRET);
        assertThat(hub.get(PATH).json().at("/spec/files").size()).isEqualTo(1);
    }

    private static Answer put(String body) {
        return hub.put(PATH, body, "If-Match", etag());
    }

    private static String etag() {
        return hub.get(PATH).header("ETag");
    }

    private static ToolConfiguration held() {
        return hub.bean(Settings.class).content("build-tools").orElseThrow().content();
    }

    /** How many tables show the text in any column, binary ones included. */
    private static long tablesWith(String text) {
        var database = hub.bean(Database.class);
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return database.platform(() -> database
                .sql()
                .sql("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> database.sql()
                                .sql("select count(*) from " + table + " t where t::text like ? or t::text like ?")
                                .params("%" + text + "%", "%" + hex + "%")
                                .query(Long.class)
                                .single()
                        > 0)
                .count());
    }
}
