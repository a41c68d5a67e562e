package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of passwords, and how they are kept. */
class PasswordRulesTest {

    /** 128 letters without an order. */
    private static final String LETTERS = IntStream.range(0, 128)
            .mapToObj(number -> String.valueOf((char) ('a' + number * number * 7 % 23)))
            .reduce("", String::concat);

    @ParameterizedTest
    @ValueSource(ints = {12, 64, 128})
    void takesFrom12To128Characters(int length) {
        assertThat(PasswordRules.fault(LETTERS.substring(128 - length), "erin")).isEmpty();
    }

    @Test
    void refusesFewerAndMore() {
        assertThat(List.of(LETTERS.substring(117), LETTERS + "x"))
                .allSatisfy(password ->
                        assertThat(PasswordRules.fault(password, "erin")).isPresent());
    }

    @Test
    void spacesInARowCountAsOne() {
        assertThat(PasswordRules.fault("vexing" + " ".repeat(10) + "quay", "erin"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("12 to 128 characters"));
        assertThat(PasswordRules.fault("vexing quay moth " + " ".repeat(10), "erin"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password1234", "qwertyuiop123", "iloveyou1234", "1q2w3e4r5t6y", "caravancaravan"})
    void refusesWhatIsGuessedFirst(String password) {
        assertThat(PasswordRules.fault(password, "erin")).isPresent();
    }

    /** Argon2id as a string that names its cost, with a salt for each password; the last of 128 characters counts. */
    @Test
    void keepsNoPasswordAndCutsNoneOff() {
        Argon2Passwords passwords = new Argon2Passwords();

        String one = passwords.encode(LETTERS);
        String other = passwords.encode(LETTERS);

        assertThat(one)
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(other)
                .doesNotContain(LETTERS);
        assertThat(passwords.matches(LETTERS, one)).isTrue();
        assertThat(passwords.matches(LETTERS.substring(0, 127) + "!", one)).isFalse();
    }
}
