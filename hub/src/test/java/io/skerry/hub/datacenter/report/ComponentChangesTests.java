package io.skerry.hub.datacenter.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.event.NewEvent;
import io.skerry.model.event.EventType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComponentChangesTests {

    private static final UUID WEB = UUID.randomUUID();
    private static final String OOM =
            "{\"code\": \"oom\", \"message\": \"OOM: it used 65.0 MiB of memory, its limit is 64.0 MiB.\", \"exitCode\": 137}";

    @Test
    void aPhaseIsToldWhenItBeginsAndNotWhileItLasts() {
        assertThat(between(word("deploying"), word("running"))).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.COMPONENT_HEALTHY);
            assertThat(event.text()).isEqualTo("healthy, 1 of 2 ready, release 3");
            assertThat(event.figures()).isEqualTo(Map.of("ready", 1L, "wanted", 2L));
            assertThat(event.release()).isEqualTo(3);
        });
        assertThat(between(word("running"), word("running"))).isEmpty();
        assertThat(between(word("running"), word("deploying"))).isEmpty();
    }

    @Test
    void theFirstWordIsMarkedAsSuch() {
        assertThat(ComponentChanges.between(WEB, "east", null, word("failing")))
                .singleElement()
                .satisfies(event -> assertThat(event.first()).isTrue());
        assertThat(ComponentChanges.between(WEB, "east", null, instance("web-1", 9, OOM)))
                .as("how often it was started again before nobody knows")
                .isEmpty();
    }

    @Test
    void aRestartIsToldWithItsCauseAndHowOften() {
        assertThat(between(instance("web-1", 1, "null"), instance("web-1", 3, OOM)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo(EventType.INSTANCE_RESTARTED);
                    assertThat(event.subject().instance()).isEqualTo("web-1");
                    assertThat(event.text()).contains("2 times, 3 so far", "its limit is 64.0 MiB");
                    assertThat(event.figures()).isEqualTo(Map.of("times", 2L, "restarts", 3L, "exitCode", 137L));
                });
    }

    @Test
    void theCauseMayStandInTheWordBeforeTheRestart() {
        assertThat(between(instance("web-1", 0, OOM), instance("web-1", 1, "null")))
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("started again, 1 so far: OOM"));
        assertThat(between(instance("web-1", 0, "null"), instance("web-1", 1, "null")))
                .singleElement()
                .satisfies(event -> assertThat(event.text()).contains("why was not seen"));
    }

    @Test
    void anInstanceThatIsNewOrGoneWasNotStartedAgain() {
        assertThat(between(instance("web-1", 4, "null"), instance("web-2", 0, "null")))
                .isEmpty();
    }

    @Test
    void whatMakesNoSenseTellsNothing() {
        assertThat(between("{\"uid\": \"x\", \"number\": 1}", "{\"uid\": \"x\", \"instances\": 7, \"phase\": 3}"))
                .isEmpty();
        assertThat(between(word("running"), "[]")).isEmpty();
    }

    private static List<NewEvent> between(String before, String after) {
        return ComponentChanges.between(WEB, "east", before, after);
    }

    private static String word(String phase) {
        return "{\"phase\": \"" + phase + "\", \"ready\": 1, \"wanted\": 2, \"release\": 3, \"instances\": []}";
    }

    private static String instance(String id, int restarts, String cause) {
        return "{\"phase\": \"deploying\", \"instances\": [{\"id\": \"" + id + "\", \"restarts\": " + restarts
                + ", \"cause\": " + cause + "}]}";
    }
}
