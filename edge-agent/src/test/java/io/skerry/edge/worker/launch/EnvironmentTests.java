package io.skerry.edge.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.EnvVar;
import io.skerry.model.application.PortSpec;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.name.DataCenterName;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentTests {

    private static final DependencyAddress DB = new DependencyAddress("127.0.0.1", 20_600, "tcp");

    private static Map<String, String> of(Wish wish, Map<String, Integer> ports) {
        return Environment.of(wish.target(), "web-1", new DataCenterName("east"), ports, Map.of("db", DB));
    }

    @Test
    void theFirstPortIsAlsoJustThePort() {
        var wish =
                Wish.web().ports(new PortSpec("http", 8080, null, null), new PortSpec("admin-api", 9090, null, null));

        assertThat(of(wish, Map.of("http", 20_100, "admin-api", 20_101)))
                .containsEntry("PORT", "20100")
                .containsEntry("PORT_HTTP", "20100")
                .containsEntry("PORT_ADMIN_API", "20101");
    }

    @Test
    void aDependencyArrivesUnderItsAliasOrItsName() {
        var ports = Map.of("http", 20_100);

        assertThat(of(Wish.web().needs("db", "STORE", null), ports))
                .containsEntry("STORE_HOST", "127.0.0.1")
                .containsEntry("STORE_PORT", "20600")
                .containsEntry("STORE_URL", "tcp://127.0.0.1:20600");
        assertThat(of(Wish.web().needs("db", null, null), ports)).containsKeys("DB_HOST", "DB_PORT", "DB_URL");
    }

    @Test
    void theComponentsOwnVariableWinsOverADependencys() {
        var wish = Wish.web().needs("db", "DB", null).env("DB_URL", "postgres://elsewhere");

        assertThat(of(wish, Map.of("http", 20_100))).containsEntry("DB_URL", "postgres://elsewhere");
    }

    @Test
    void aVariableCanTakeADependencysValue() {
        var variable = new EnvVar("STORE", null, null, null, new EnvVar.DependencyValue("db", "url"));
        var wish = Wish.web().needs("db", null, null).env(variable);

        assertThat(of(wish, Map.of("http", 20_100))).containsEntry("STORE", "tcp://127.0.0.1:20600");
    }

    @Test
    void httpPortsAreCalledHttp() {
        assertThat(DependencyAddress.relayed(new PortSpec("http", 80, null, null), 1)
                        .scheme())
                .isEqualTo("http");
        assertThat(DependencyAddress.relayed(new PortSpec("sql", 80, PortSpec.Protocol.TCP, null), 1)
                        .scheme())
                .isEqualTo("tcp");
    }

    @Test
    void refusesWhatItCannotInject() {
        var secret = new EnvVar("KEY", null, new EnvVar.SetKey("keys", "api"), null, null);

        assertThat(Refusal.of(Wish.web().env(secret).target())).hasValueSatisfying(cause -> {
            assertThat(cause.code()).isEqualTo(ErrorCode.UNSUPPORTED);
            assertThat(cause.message()).contains("env.KEY");
        });
        assertThat(Refusal.of(Wish.web().type(ComponentSpec.Type.CRON).target()))
                .isPresent();
        assertThat(Refusal.of(Wish.web().target())).isEmpty();
    }

    @Test
    void refusesWhatHasNothingToRun() {
        assertThat(Refusal.of(Wish.web().artifact(null).target()))
                .hasValueSatisfying(cause -> assertThat(cause.advice()).contains("run.command"));
    }
}
