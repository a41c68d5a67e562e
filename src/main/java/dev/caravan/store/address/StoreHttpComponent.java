package dev.caravan.store.address;

import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;

/** Camel's {@code http:} component, whose endpoints connect only to addresses where stores may live. */
class StoreHttpComponent extends HttpComponent {

    private final AllowedAddresses addresses;

    StoreHttpComponent(AllowedAddresses addresses) {
        this.addresses = addresses;
    }

    /** @param ignored Camel's own way to TLS; the builder brings the same, with the JDK's trusted certificates */
    @Override
    protected HttpClientConnectionManager createConnectionManager(
            Registry<ConnectionSocketFactory> ignored, int most, int mostPerRoute, SocketConfig socket) {
        return CheckedConnections.of(addresses.names())
                .setDefaultSocketConfig(socket)
                .setMaxConnTotal(most == 0 ? getMaxTotalConnections() : most)
                .setMaxConnPerRoute(mostPerRoute == 0 ? getConnectionsPerRoute() : mostPerRoute)
                .build();
    }
}
