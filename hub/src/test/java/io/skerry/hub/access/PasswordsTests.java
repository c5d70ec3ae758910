package io.skerry.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTests {

    private final Passwords passwords = new Passwords();

    @Test
    void hashIsKnownAgainByItsPasswordAlone() {
        var hash = passwords.hash("correct horse battery");

        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterz", hash)).isFalse();
    }

    @Test
    void nobodysHashCostsWhatARealOneDoesAndFitsNoPassword() {
        var real = passwords.hash("correct horse battery");

        assertThat(passwords.ofNobody()).hasSameSizeAs(real).startsWith(real.substring(0, real.lastIndexOf("p=") + 4));
        assertThat(passwords.matches("correct horse battery", passwords.ofNobody()))
                .isFalse();
    }
}
