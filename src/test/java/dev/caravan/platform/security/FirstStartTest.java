package dev.caravan.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.caravan.platform.settings.CaravanSettings;
import dev.caravan.platform.settings.WrongSettingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The password of the first admin, as the environment gives it. */
class FirstStartTest {

    /** To make it takes as long as a password. */
    private static final PasswordEncoder PASSWORDS = PasswordConfiguration.kinds();

    private static final String UMLAUTS = "Zwölf große Öfen wärmen üppige Häuser".repeat(3);

    private final Users users = mock(Users.class);
    private final CaravanSettings settings = mock(CaravanSettings.class);
    private final FirstStart start = new FirstStart(users, PASSWORDS, settings);

    /** bcrypt could not: the start ended with its stack trace. */
    @Test
    void takesOneOfMoreThan72BytesAndAllOfItCounts() {
        assertThat(UMLAUTS.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(72);

        String hash = startWith(UMLAUTS);

        assertThat(PASSWORDS.matches(UMLAUTS, hash)).isTrue();
        assertThat(PASSWORDS.matches(UMLAUTS.substring(0, UMLAUTS.length() - 1), hash))
                .isFalse();
    }

    @Test
    void makesOneUpWhereNoneIsGiven() {
        String hash = startWith("");

        assertThat(start.generatedPassword())
                .hasValueSatisfying(password ->
                        assertThat(PASSWORDS.matches(password, hash)).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "short",
                "elevenchars",
                "password1234",
                "qwertyuiop123",
                "adminadminadmin",
                "caravancaravan",
                "with a line\nbreak in it",
                "half of a pair \ud800",
            })
    void endsWithASentenceThatNamesTheSettingAndNotThePassword(String password) {
        assertRefused(password);
    }

    @Test
    void refusesOneThatIsLongerThanAnyPersonNeeds() {
        assertRefused(UMLAUTS.repeat(10));
    }

    private void assertRefused(String password) {
        when(users.none()).thenReturn(true);
        when(settings.adminPassword()).thenReturn(password);

        assertThatThrownBy(() -> start.run(new DefaultApplicationArguments()))
                .isInstanceOf(WrongSettingException.class) // which WrongSettingAnalyzer shows as one sentence
                .hasMessageStartingWith("CARAVAN_ADMIN_PASSWORD ")
                .hasMessageNotContaining(password.isBlank() ? "CARAVAN_ADMIN_PASSWORD  " : password);
        verify(users, never()).createFirst(any(), any());
    }

    /** @return the hash that is kept */
    private String startWith(String password) {
        when(users.none()).thenReturn(true);
        when(settings.adminPassword()).thenReturn(password);
        start.run(new DefaultApplicationArguments());
        ArgumentCaptor<String> hash = ArgumentCaptor.forClass(String.class);
        verify(users).createFirst(eq("admin"), hash.capture());
        return hash.getValue();
    }
}
