package io.skerry.hub.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.model.application.ComponentSpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VolumeRulesTests {

    private static ThrowingCallable check(String json) {
        return () -> VolumeRules.check(Json.read(Json.parse(json), ComponentSpec.class));
    }

    private static ThrowingCallable shared(String... paths) {
        var volumes = new StringBuilder();
        for (var i = 0; i < paths.length; i++) {
            volumes.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"v")
                    .append(i)
                    .append("\", \"type\": \"shared\", \"path\": \"")
                    .append(paths[i])
                    .append("\"}");
        }
        return check("{\"volumes\": [" + volumes + "]}");
    }

    private static void refused(ThrowingCallable check, String pointer, String words) {
        assertThatThrownBy(check).isInstanceOfSatisfying(HubException.class, e -> {
            assertThat(e.pointer()).isEqualTo(pointer);
            assertThat(e).hasMessageContaining(words);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "/data", "var/cache/app", "./data"})
    void aPathLiesBelowTheSource(String path) throws Throwable {
        shared(path).call();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", ".", "../data", "data/../../etc", ".skerry/bin"})
    void noOtherPathDoes(String path) {
        refused(shared(path), "/volumes/0/path", "no place for a volume");
    }

    @Test
    void noneLiesWithinAnother() {
        refused(shared("data", "/data/deep"), "/volumes/1/path", "lie within each other");
        refused(shared("data", "data"), "/volumes/1/path", "lie within each other");
    }

    @Test
    void onePersistentFolderIsForOneInstanceAtATime() throws Throwable {
        var volume = "\"volumes\": [{\"name\": \"db\", \"path\": \"data\"}]";
        var recreate = "\"update\": {\"strategy\": \"recreate\"}, ";

        check("{" + recreate + volume + "}").call();
        refused(check("{" + volume + "}"), "/volumes/0/type", "update.strategy to recreate");
        refused(
                check("{" + recreate + "\"replicas\": {\"dataCenters\": {\"west\": 2}}, " + volume + "}"),
                "/volumes/0/type",
                "one instance at a time");
    }

    @Test
    void sizesAndTypesAreChecked() {
        var volume = "{\"volumes\": [{\"name\": \"v\", \"path\": \"v\", \"type\": \"shared\", \"size\": \"1\"}]}";

        refused(check(volume), "/volumes/0/size", "write 1Mi or more");
        refused(check(volume.replace("shared", "sharde")), "/volumes/0/type", "'sharde' is no type of a volume");
    }
}
