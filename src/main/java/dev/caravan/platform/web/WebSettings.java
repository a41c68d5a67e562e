package dev.caravan.platform.web;

import dev.caravan.platform.SettingsCheck;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * How requests reach Caravan.
 *
 * @param trustedProxies networks (CIDR) of the proxies whose {@code X-Forwarded-…} headers count
 */
@ConfigurationProperties("caravan.web")
public record WebSettings(List<String> trustedProxies) {

    public WebSettings {
        trustedProxies = trustedProxies.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .toList();
        for (String network : trustedProxies) {
            new SettingsCheck()
                    .that(
                            isNetwork(network),
                            "CARAVAN_TRUSTED_PROXIES",
                            "must be addresses or networks with commas between them, such as 10.0.0.0/8,::1",
                            network);
        }
    }

    /** Names would be looked up. */
    private static boolean isNetwork(String network) {
        try {
            if (network.matches("[0-9a-fA-F:.]+(/\\d{1,3})?")) {
                new IpAddressMatcher(network);
                return true;
            }
        } catch (IllegalArgumentException e) {
            // falls through
        }
        return false;
    }
}
