package io.skerry.hub.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.event.EventType;
import org.junit.jupiter.api.Test;

class NewEventTests {

    @Test
    void textOfTenantsBecomesOneLineThatADatabaseTakes() {
        var event = NewEvent.now(
                EventType.OPERATION_FAILED, Subject.dataCenter("east"), "no\u0000 NUL,\r\n no lines, no half \ud83d");

        assertThat(event.text()).isEqualTo("no  NUL,  no lines, no half ?");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        var event = NewEvent.now(EventType.OPERATION_FAILED, Subject.dataCenter("east"), "\ud83d\ude00".repeat(600));

        assertThat(event.text()).isEqualTo("\ud83d\ude00".repeat(500) + "…");
    }

    @Test
    void aPathNamesWhatItIsAbout() {
        assertThat(Subject.at("acme", "/api/v1/tenants/acme/applications/shop/components/web:restart"))
                .isEqualTo(new Subject(null, "acme", "shop", "web", null, null));
        assertThat(Subject.at(null, "/api/v1/data-centers/east"))
                .isEqualTo(new Subject(null, null, null, null, "east", null));
    }
}
