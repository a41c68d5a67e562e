package dev.caravan.platform.database;

import dev.caravan.platform.settings.WrongSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The user that owns the tables of a configured database. {@code application.yml} explains each setting. */
@ConfigurationProperties("caravan.db-owner")
record DatabaseSettings(String user, String password) {

    DatabaseSettings {
        if (user.isEmpty() && !password.isEmpty()) {
            throw new WrongSettingException("CARAVAN_DB_OWNER_USER must be set when CARAVAN_DB_OWNER_PASSWORD is");
        }
    }

    /** Overridden, because a record would show the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[user=" + user + "]";
    }
}
