package io.skerry.edge.worker.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.application.PortSpec;
import io.skerry.model.application.Probe;
import io.skerry.model.site.ArtifactRef;
import io.skerry.model.site.WantedComponent;
import io.skerry.store.value.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RevisionTests {

    private static String of(Wish wish) {
        return wish.target().revision();
    }

    private static ArtifactRef artifact(String digest) {
        return new ArtifactRef(digest, 1, "", Map.of(), Map.of("web", "serve", "worker", "work"));
    }

    @Test
    void aScaleNewProbesAnotherPatienceAndALaterReleaseAreTheSameRevision() {
        var tcp = new Probe(null, new Probe.Tcp("http"), null, null, null, null, null);

        assertThat(of(Wish.web().replicas(5)))
                .isEqualTo(of(Wish.web()))
                .isEqualTo(of(Wish.web().release(9)))
                .isEqualTo(of(Wish.web().probes(tcp, tcp)))
                .isEqualTo(of(Wish.web().grace("1m").readyWithin("5m").surge(2, 1)));
    }

    @Test
    void whatAnInstanceIsMadeFromMakesAnother() {
        assertThat(of(Wish.web().command("other"))).isNotEqualTo(of(Wish.web()));
        assertThat(of(Wish.web().env("A", "b"))).isNotEqualTo(of(Wish.web()));
        assertThat(of(Wish.web().ports(new PortSpec("admin", 8080, null, null))))
                .isNotEqualTo(of(Wish.web()));
        assertThat(of(Wish.web().needs("db", "DB", null))).isNotEqualTo(of(Wish.web()));
        assertThat(of(Wish.web().artifact(artifact("sha256:a"))))
                .isNotEqualTo(of(Wish.web().artifact(artifact("sha256:b"))));
    }

    @Test
    void isTheSameAfterAWayThroughAFile() {
        var wanted = Wish.web().artifact(artifact("sha256:a")).env("A", "b").wanted();

        var read = Values.read(Values.write(Target.of(wanted).wanted()), WantedComponent.class);

        assertThat(Target.of(read).revision()).isEqualTo(Target.of(wanted).revision());
    }
}
