package dev.caravan.store.connection;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.settings.WrongSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections an account may have.
 *
 * @param connections 0: no limit
 */
@ConfigurationProperties("caravan.quota")
record ConnectionQuota(@DefaultValue("0") int connections) {

    ConnectionQuota {
        if (connections < 0) {
            throw new WrongSettingException(
                    "CARAVAN_QUOTA_CONNECTIONS must not be negative (0: no limit), but is: " + connections);
        }
    }

    /** @param existing how many there are before another is created @throws ApiException 409 that says what to do */
    void check(long existing) {
        if (connections > 0 && existing >= connections) {
            throw ApiException.conflict("This account has " + existing + " connections and may have " + connections
                    + "; delete one, or raise CARAVAN_QUOTA_CONNECTIONS");
        }
    }
}
