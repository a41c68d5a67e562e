package dev.caravan.platform.database;

import dev.caravan.platform.settings.CaravanSettings;
import dev.caravan.platform.settings.WrongSettingException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of the database, and the logins that Caravan uses.
 *
 * @param runtime reads and writes rows; empty if the address names the user @param owner creates the tables; empty if
 * the runtime user does that too
 */
record DatabaseLogins(String url, Optional<Login> runtime, Optional<Login> owner) {

    private static final Pattern USER_IN_URL = Pattern.compile("[?&](user|password)=", Pattern.CASE_INSENSITIVE);

    record Login(String user, String password) {

        /** Overridden, because a record would show the password. */
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    /** @param embedded those of the embedded database; null: there is none */
    static DatabaseLogins of(CaravanSettings settings, DatabaseSettings owner, @Nullable DatabaseLogins embedded) {
        if (embedded != null) {
            return embedded;
        }
        String user = settings.dbUser();
        if (!owner.user().isEmpty()) {
            check(!user.isEmpty(), "CARAVAN_DB_USER must be set when CARAVAN_DB_OWNER_USER is");
            check(
                    !user.equals(owner.user()),
                    "CARAVAN_DB_OWNER_USER must be another user than CARAVAN_DB_USER, or empty, but is: "
                            + owner.user());
            check(
                    !USER_IN_URL.matcher(settings.dbUrl()).find(),
                    "CARAVAN_DB_URL must not name a user or a password when CARAVAN_DB_OWNER_USER is set");
        }
        return new DatabaseLogins(
                settings.dbUrl(), login(user, settings.dbPassword()), login(owner.user(), owner.password()));
    }

    private static Optional<Login> login(String user, String password) {
        return user.isEmpty() ? Optional.empty() : Optional.of(new Login(user, password));
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw new WrongSettingException(rule);
        }
    }
}
