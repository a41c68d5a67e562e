package dev.caravan.alert;

import dev.caravan.store.address.CallableAddresses;
import dev.caravan.store.address.CheckedConnections;
import dev.caravan.store.address.CheckedNames;
import dev.caravan.store.address.NameLookup;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connections to the receiver of webhooks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertConfiguration.Networks.class)
class AlertConfiguration {

    /** As the response timeout of the route. */
    private static final Timeout SILENCE = Timeout.ofSeconds(15);

    private static final String SETTING = "CARAVAN_ALERT_WEBHOOK_ALLOW_PRIVATE";

    /**
     * The private addresses where the receiver may live. They are not those of stores: otherwise a user who enters a
     * store could write to the receiver.
     *
     * @param webhookAllowPrivate CIDR list, or {@code all}
     */
    @ConfigurationProperties("caravan.alert")
    record Networks(String webhookAllowPrivate) {}

    /** Used by the route that sends alerts; one call at a time. */
    @Bean
    HttpClientConnectionManager webhookConnections(Networks networks, NameLookup lookup) {
        CallableAddresses callable = CallableAddresses.with(networks.webhookAllowPrivate(), SETTING);
        CheckedNames names = new CheckedNames(
                lookup,
                (host, port, address) -> callable.allows(address),
                "its address lies in a private network or on Caravan's own machine; " + SETTING
                        + " names the networks where it may live");
        return CheckedConnections.of(names)
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(SILENCE).build())
                .setMaxConnTotal(1)
                .setMaxConnPerRoute(1)
                .build();
    }
}
