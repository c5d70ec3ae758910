package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitWordIT extends AtAHub {

    @Test
    void waitsForTheEndOfAnOperation() {
        hub.says("GET /api/v1/operations/op-1", 200, operation("running", "running"))
                .says("GET /api/v1/operations/op-1?wait=30s", 200, operation("succeeded", "succeeded"));

        assertThat(run("wait", "operation", "op-1")).isZero();
    }

    @Test
    void isRunningOnceEveryComponentRunsEverywhere() {
        hub.says("GET " + SHOP, 200, "{}")
                .says("GET " + SHOP + "/components", 200, "{\"items\": [" + WEB + "]}")
                .says("GET " + SHOP + "/components", 200, "{\"items\": [" + WEB.replace("failing", "running") + "]}");

        assertThat(run("wait", "app", "shop", "-t", "acme", "--for", "running")).isZero();

        assertThat(captured.err()).contains("0 of 2 ready");
    }

    @Test
    void isCurrentOnceTheNewestReleaseServesAndNoneIsOnItsWay() {
        var deploy = operation("running", "running")
                .replace("\"state\": \"RUNNING\"", "\"state\": \"RUNNING\", \"target\": \"" + SHOP + "\"");
        hub.says("GET " + SHOP, 200, "{}")
                .says("GET /api/v1/operations", 200, "{\"items\": [" + deploy + "]}")
                .says("GET /api/v1/operations", 200, "{\"items\": []}")
                .says("GET " + SHOP + "/rollouts", 200, rollouts("running"))
                .says("GET " + SHOP + "/rollouts", 200, rollouts("succeeded"));

        assertThat(run("wait", "app", "shop", "-t", "acme", "--for", "current")).isZero();

        assertThat(captured.err()).contains("op-1").contains("release 2");
    }

    @Test
    void isNeverCurrentAfterAFailedRollout() {
        hub.says("GET " + SHOP, 200, "{}")
                .says("GET /api/v1/operations", 200, "{\"items\": []}")
                .says("GET " + SHOP + "/rollouts", 200, rollouts("failed"));

        assertThat(run("wait", "app", "shop", "-t", "acme", "--for", "current")).isEqualTo(1);

        assertThat(captured.err()).contains("the newest rollout failed: none ready");
    }

    @Test
    void isDeletedOnceThereIsNoSuchThing() {
        assertThat(run("wait", "app", "shop", "-t", "acme", "--for", "deleted")).isZero();
    }

    @Test
    void saysWhatItIsNotWhenItTookTooLong() {
        hub.says("GET " + SHOP, 200, "{}");

        assertThat(run("wait", "app", "shop", "-t", "acme", "--for", "deleted", "--timeout", "0s"))
                .isEqualTo(7);

        assertThat(captured.err()).contains("shop is not deleted after");
    }

    @Test
    void protectSetsTheFlagOfATenantOrAnApplication() {
        hub.says("GET /api/v1/tenants/acme", 200, "{}", Map.of("ETag", "\"1\""))
                .says("PATCH /api/v1/tenants/acme", 200, "{}")
                .says("GET " + SHOP, 200, "{}", Map.of("ETag", "\"1\""))
                .says("PATCH " + SHOP, 200, "{}");

        assertThat(run("protect", "-t", "acme")).isZero();
        assertThat(run("protect", "-t", "acme", "-a", "shop", "--off")).isZero();

        assertThat(hub.theOne("PATCH /api/v1/tenants/acme").body())
                .isEqualTo("{\"spec\":{\"deletionProtection\":true}}");
        assertThat(hub.theOne("PATCH " + SHOP).body()).isEqualTo("{\"spec\":{\"deletionProtection\":false}}");
        assertThat(captured.out()).contains("Tenant acme is protected").contains("shop can be deleted again");
    }

    private static String rollouts(String east) {
        return """
               {"items": [
                 {"spec": {"sequence": 1}, "status": {"state": "failed"}},
                 {"spec": {"sequence": 2}, "status": {"state": "%s", "release": 2, "cause": {"message": "none ready"},
                   "dataCenters": {"east": {"state": "%s"}}}}]}
               """.formatted(east, east);
    }
}
