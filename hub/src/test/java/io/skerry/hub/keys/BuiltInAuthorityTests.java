package io.skerry.hub.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.link.identity.Certificates;
import io.skerry.link.identity.Keys;
import io.skerry.link.identity.PeerIdentity;
import io.skerry.model.name.DataCenterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInAuthorityTests {

    private static final DataCenterName EAST = new DataCenterName("east");

    @TempDir
    Path folder;

    @Test
    void staysTheSameOverRestarts() throws IOException {
        var first = BuiltInAuthority.open(folder, Clock.systemUTC());
        var again = BuiltInAuthority.open(folder, Clock.systemUTC());

        assertThat(again.installation()).isEqualTo(first.installation());
        assertThat(again.hash())
                .isEqualTo(first.hash())
                .isEqualTo(Certificates.hash(first.authorities().getFirst()));
        var signed = first.sign(EAST, "a-1", Keys.generate().getPublic()).getFirst();
        assertThat(again.issued(signed)).isTrue();
        assertThat(PeerIdentity.of(signed).orElseThrow().installation()).isEqualTo(first.installation());
    }

    @Test
    void doesNotKnowAnothersCertificates() throws IOException {
        var own = BuiltInAuthority.open(folder.resolve("own"), Clock.systemUTC());
        var other = BuiltInAuthority.open(folder.resolve("other"), Clock.systemUTC());

        assertThat(own.issued(
                        other.sign(EAST, "a-1", Keys.generate().getPublic()).getFirst()))
                .isFalse();
    }

    @Test
    void keepsItsKeyToItself() throws IOException {
        BuiltInAuthority.open(folder.resolve("keys"), Clock.systemUTC());

        try (var files = Files.walk(folder.resolve("keys"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
    }

    @Test
    void renewsTheHubsCertificateInTime() throws IOException {
        var now = Clock.systemUTC().instant();
        var times = new AtomicReference<>(now);
        var authority = BuiltInAuthority.open(folder, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return times.get();
            }
        });
        var first = authority.hub();
        times.set(now.plus(Duration.ofHours(12)));
        assertThat(authority.hub()).isEqualTo(first);

        times.set(now.plus(Duration.ofHours(17)));

        assertThat(authority.hub().leaf()).isNotEqualTo(first.leaf());
        assertThat(authority.hub().notAfter()).isEqualTo(first.notAfter().plus(Duration.ofHours(17)));
    }
}
