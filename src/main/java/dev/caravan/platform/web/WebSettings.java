package dev.caravan.platform.web;

import dev.caravan.platform.settings.SettingsCheck;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.util.unit.DataSize;

/**
 * How requests reach Caravan.
 *
 * @param trustedProxies networks (CIDR) of the proxies whose {@code X-Forwarded-…} headers count
 * @param uploadSpace disk that bodies of requests under way may take together
 */
@ConfigurationProperties("caravan.web")
record WebSettings(
        List<String> trustedProxies, @DefaultValue("8GB") DataSize uploadSpace) {

    /** A form with a large picture is on the disk three times for a moment, and one account has half of the space. */
    private static final DataSize LEAST = DataSize.ofMegabytes(256);

    public WebSettings {
        trustedProxies = trustedProxies.stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .toList();
        new SettingsCheck()
                .that(
                        uploadSpace.compareTo(LEAST) >= 0,
                        "CARAVAN_UPLOAD_SPACE",
                        "must be at least " + LEAST.toMegabytes() + "MB",
                        uploadSpace);
        for (String network : trustedProxies) {
            new SettingsCheck()
                    .that(
                            isNetwork(network),
                            "CARAVAN_TRUSTED_PROXIES",
                            "must be addresses or networks with commas between them, such as 10.0.0.0/8,::1",
                            network);
        }
    }

    /** Whether it is a network; names are refused, because they would be looked up. */
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
