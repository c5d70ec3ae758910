package io.skerry.build.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyCacheTests {

    private static final CacheKey ONE = CacheKey.of("acme", List.of("npm", "20.1.0", "one"));
    private static final CacheKey TWO = CacheKey.of("acme", List.of("npm", "20.1.0", "two"));
    private static final CacheKey THREE = CacheKey.of("acme", List.of("npm", "20.1.0", "three"));

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasKeptWithLinksAndModes() throws Exception {
        var modules = modules("a", 10);
        Files.createSymbolicLink(modules.resolve("link"), Path.of("a"));
        assertThat(modules.resolve("a").toFile().setExecutable(true)).isTrue();
        cache(1000, 1).save(ONE, modules);

        var back = folder.resolve("back/node_modules");
        assertThat(cache(1000, 2).restore(ONE, back)).isTrue();

        assertThat(back.resolve("a")).isExecutable().hasSize(10);
        assertThat(back.resolve("link")).isSymbolicLink();
    }

    @Test
    void changesOfTheCopyDoNotReachWhatIsKept() throws Exception {
        cache(1000, 1).save(ONE, modules("a", 10));
        var first = folder.resolve("first");
        cache(1000, 2).restore(ONE, first);
        Files.writeString(first.resolve("a"), "changed");

        var second = folder.resolve("second");
        cache(1000, 3).restore(ONE, second);

        assertThat(second.resolve("a")).hasSize(10);
    }

    @Test
    void whatAKilledBuilderLeftHalfDoneIsClearedAndNeverFound() throws Exception {
        cache(1000, 1).save(ONE, modules("a", 10));
        var half = Files.createDirectories(folder.resolve("cache/dependencies/" + ONE.tenant() + "/.half"));
        Files.writeString(half.resolve("b"), "b");

        cache(1000, 2).save(TWO, modules("c", 10));

        assertThat(half).doesNotExist();
        assertThat(cache(1000, 3).restore(ONE, folder.resolve("back"))).isTrue();
    }

    @Test
    void knowsNothingOfAnotherKeyOrTenant() throws Exception {
        cache(1000, 1).save(ONE, modules("a", 10));

        assertThat(cache(1000, 2).restore(TWO, folder.resolve("x"))).isFalse();
        assertThat(cache(1000, 2).restore(new CacheKey("other", ONE.digest()), folder.resolve("x")))
                .isFalse();
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void dropsWhatWasNotUsedForTheLongestTime() throws Exception {
        cache(25, 1).save(ONE, modules("a", 10));
        cache(25, 2).save(TWO, modules("b", 10));
        cache(25, 3).restore(ONE, folder.resolve("used"));
        cache(25, 4).save(THREE, modules("c", 10));

        assertThat(cache(25, 5).restore(ONE, folder.resolve("one"))).isTrue();
        assertThat(cache(25, 5).restore(TWO, folder.resolve("two"))).isFalse();
        assertThat(cache(25, 5).restore(THREE, folder.resolve("three"))).isTrue();
    }

    @Test
    void tellsPartsApartThatReadTheSameWhenJoined() {
        assertThat(CacheKey.of("t", List.of("ab", "c"))).isNotEqualTo(CacheKey.of("t", List.of("a", "bc")));
    }

    private DependencyCache cache(long bytes, int second) {
        var clock = Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
        var downloads = new Downloads(folder.resolve("cache/downloads"), bytes, clock);
        return new DependencyCache(folder.resolve("cache"), bytes, clock, downloads);
    }

    private Path modules(String name, int size) throws Exception {
        var modules = Files.createDirectories(folder.resolve("modules-" + name));
        Files.write(modules.resolve(name), new byte[size]);
        return modules;
    }
}
