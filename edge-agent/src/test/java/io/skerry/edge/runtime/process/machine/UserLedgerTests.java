package io.skerry.edge.runtime.process.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.TenantName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserLedgerTests {

    @TempDir
    Path folder;

    private UserLedger ledger() {
        return new UserLedger(folder.resolve(".users.json"));
    }

    private static ApplicationRef application(String name) {
        return new ApplicationRef(new TenantName("acme"), name);
    }

    private static int hashed(ApplicationRef application) {
        return 200_000 + Math.floorMod(application.toString().hashCode(), 300_000);
    }

    @Test
    void twoApplicationsWhoseNamesHashAlikeHaveTwoUsers() throws IOException {
        var seen = new HashMap<Integer, ApplicationRef>();
        var second = IntStream.range(0, 100_000)
                .mapToObj(number -> application("app" + number))
                .filter(one -> seen.putIfAbsent(hashed(one), one) != null)
                .findFirst()
                .orElseThrow();
        var first = seen.get(hashed(second));

        var users = ledger();

        assertThat(users.user(first)).isEqualTo(hashed(first));
        assertThat(users.user(second)).isNotEqualTo(users.user(first)).isBetween(200_000, 499_999);
        // Whoever asks first after a restart: each has what it had.
        var again = ledger();
        assertThat(again.user(second)).isEqualTo(users.user(second));
        assertThat(again.user(first)).isEqualTo(hashed(first));
    }

    @Test
    void givesNoUserTwice() throws IOException {
        var users = ledger();
        var given = new HashSet<Integer>();
        for (var i = 0; i < 300; i++) {
            given.add(users.user(application("app" + i)));
        }

        assertThat(given).hasSize(300);
    }

    @Test
    void givesNoneThatItCannotWriteDown() throws IOException {
        Files.createDirectory(folder.resolve(".users.json"));

        assertThatThrownBy(() -> ledger().user(application("shop"))).isInstanceOf(IOException.class);
    }
}
