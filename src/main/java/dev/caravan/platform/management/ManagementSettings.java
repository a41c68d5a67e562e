package dev.caravan.platform.management;

import dev.caravan.platform.settings.SettingsCheck;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code caravan.management.*}: where actuator, Jolokia and Hawtio listen.
 *
 * @param port 0: any free one
 * @param address an address of this machine
 */
@ConfigurationProperties("caravan.management")
record ManagementSettings(@Nullable Integer port, String address) {

    private static final int HIGHEST_PORT = 65_535;

    ManagementSettings {
        new SettingsCheck()
                .that(
                        port != null && port >= 0 && port <= HIGHEST_PORT,
                        "CARAVAN_MANAGEMENT_PORT",
                        "must be a port from 0 to " + HIGHEST_PORT,
                        port == null ? "empty" : port)
                .that(isAddress(address), "CARAVAN_MANAGEMENT_ADDRESS", "must be an address of this machine", address);
    }

    private static boolean isAddress(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
