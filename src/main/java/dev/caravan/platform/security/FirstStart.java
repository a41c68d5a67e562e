package dev.caravan.platform.security;

import dev.caravan.platform.FirstAccount;
import dev.caravan.platform.settings.CaravanSettings;
import dev.caravan.platform.settings.WrongSettingException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Creates the admin at the first start; the generated password is printed once, by the start message. */
@Component
@Order(FirstAccount.ORDER)
public class FirstStart implements ApplicationRunner {

    /** The name of the first user. */
    public static final String ADMIN = "admin";

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);
    private static final int PASSWORD_BYTES = 15;

    private final Users users;
    private final PasswordEncoder encoder;
    private final CaravanSettings settings;
    private Optional<String> generated = Optional.empty();

    FirstStart(Users users, PasswordEncoder encoder, CaravanSettings settings) {
        this.users = users;
        this.encoder = encoder;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments args) {
        if (!users.none()) {
            return;
        }
        String password = settings.adminPassword();
        if (password.isEmpty()) {
            password = generate();
            generated = Optional.of(password);
        }
        PasswordRules.fault(password, ADMIN).ifPresent(fault -> {
            throw new WrongSettingException("CARAVAN_ADMIN_PASSWORD " + fault);
        });
        users.createFirst(ADMIN, encoder.encode(password));
        log.info("First start: user {} was created", ADMIN);
    }

    /** The password, if this start has generated it. */
    public Optional<String> generatedPassword() {
        return generated;
    }

    private static String generate() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
