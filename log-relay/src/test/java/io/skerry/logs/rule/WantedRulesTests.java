package io.skerry.logs.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.OutputWriter;
import io.skerry.logs.line.Records;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.site.SiteObject;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.store.InMemoryEdgeStore;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WantedRulesTests {

    private static final ComponentRef WEB =
            new ComponentRef(OutputWriter.SHOP.tenant(), OutputWriter.SHOP.application(), "web");
    private static final ComponentRef DB =
            new ComponentRef(OutputWriter.SHOP.tenant(), OutputWriter.SHOP.application(), "db");
    private static final Rule USUAL = new Rule(1000, Records.LINES);

    private final InMemoryEdgeStore store = new InMemoryEdgeStore();

    @Test
    void followsWhatComponentsAskFor() {
        want(WEB, "{\"rate\":\"2Ki\",\"multiline\":\"stack\"}");
        try (var rules = WantedRules.follow(store, 1000)) {
            Eventually.await("it is read", () -> rules.of(WEB).equals(new Rule(2048, Records.of("stack"))));
            assertThat(rules.of(DB)).isEqualTo(USUAL);

            want(DB, "{\"multiline\":\"^x\"}");
            Eventually.await("it is read", () -> rules.of(DB).equals(new Rule(1000, Records.of("^x"))));
            store.delete(EdgeKey.wanted(WEB));
            Eventually.await("it is gone", () -> rules.of(WEB).equals(USUAL));
        }
    }

    @Test
    void isNotStoppedByOneThatItDoesNotUnderstand() {
        want(DB, "{\"multiline\":\"^(\"}");
        want(WEB, "{\"rate\":\"2Ki\"}");
        try (var rules = WantedRules.follow(store, 1000)) {
            Eventually.await("it is read", () -> rules.of(WEB).rate() == 2048);
            assertThat(rules.of(DB)).isEqualTo(USUAL);
        }
    }

    private void want(ComponentRef component, String logs) {
        var body = ("{\"component\":{\"tenant\":\"" + component.tenant() + "\",\"application\":\""
                        + component.application() + "\",\"component\":\"" + component.component()
                        + "\"},\"uid\":\"u\",\"generation\":1,\"release\":1,\"replicas\":1,\"spec\":{\"logs\":" + logs
                        + "}}")
                .getBytes(StandardCharsets.UTF_8);
        store.put(EdgeKey.wanted(component), Values.write(new SiteObject(1, "digest", body)));
    }
}
