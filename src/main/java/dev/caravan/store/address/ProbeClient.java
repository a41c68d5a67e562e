package dev.caravan.store.address;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of the store doctor: each call has a connection of its own, so that its address is checked for each
 * call.
 */
public final class ProbeClient {

    private static final int CONNECTIONS = 64;
    private static final int CONNECTIONS_OF_A_STORE = 8;

    private ProbeClient() {}

    public static CloseableHttpClient make(AllowedAddresses addresses, Duration connectTimeout, Duration timeout) {
        Timeout connect = Timeout.of(connectTimeout);
        Timeout silence = Timeout.of(timeout);
        return HttpClients.custom()
                .setConnectionManager(CheckedConnections.of(addresses.names())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .build())
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(silence).build())
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS_OF_A_STORE)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(silence)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression() // the limit of the body counts what comes over the wire
                .disableConnectionState()
                .build();
    }
}
