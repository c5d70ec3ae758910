package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CloneWordIT extends AtAHub {

    @Test
    void clonesAndSaysWhatWasLeftOut() {
        hub.says("POST " + SHOP + ":clone", 202, """
                {"name": "op-1", "spec": {"input": {"left": ["components/web/env/API_KEY: it looks like a secret."]}},
                 "status": {"state": "succeeded", "steps": []}}
                """);

        assertThat(run(
                        "apps",
                        "clone",
                        "shop",
                        "copy",
                        "-t",
                        "acme",
                        "--to-tenant",
                        "beta",
                        "--host",
                        "a.example=b.example"))
                .isZero();

        assertThat(hub.theOne("POST " + SHOP + ":clone").body())
                .isEqualTo("{\"name\":\"copy\",\"tenant\":\"beta\",\"hosts\":{\"a.example\":\"b.example\"}}");
        assertThat(captured.err()).isEqualTo("Left out:\n  components/web/env/API_KEY: it looks like a secret.\n");
        assertThat(captured.out()).isEqualTo("Cloned to copy.\n");
    }
}
