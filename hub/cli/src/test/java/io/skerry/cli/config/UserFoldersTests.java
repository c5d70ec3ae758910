package io.skerry.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTests {

    @Test
    void lieWhereTheVariablesOfTheXdgRulesSay() {
        var environment = Map.of("HOME", "/home/ada", "XDG_CONFIG_HOME", "/etc/ada", "XDG_CACHE_HOME", "/tmp/ada");

        assertThat(UserFolders.configuration(environment)).isEqualTo(Path.of("/etc/ada/skerry"));
        assertThat(UserFolders.cache(environment)).isEqualTo(Path.of("/tmp/ada/skerry"));
    }

    @Test
    void lieBelowTheHomeThatWasSetNotBelowTheOneTheSystemKnows() {
        var environment = Map.of("HOME", "/home/ada");

        assertThat(UserFolders.configuration(environment)).isEqualTo(Path.of("/home/ada/.config/skerry"));
        assertThat(UserFolders.cache(environment)).isEqualTo(Path.of("/home/ada/.cache/skerry"));
    }

    @Test
    void lieBelowTheHomeTheSystemKnowsWhereNoneIsSet() {
        assertThat(UserFolders.cache(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home")).resolve(".cache/skerry"));
    }
}
