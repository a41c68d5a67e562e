package dev.caravan.store.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.testing.RawServer;
import dev.caravan.woocommerce.ForbiddenAddressException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection is made, each form of an address that must not be called is refused before anything is sent. */
class CheckedConnectionsTest {

    private static final String REFUSED = "refused by the test";
    private static final String OPEN = "127.0.0.1";
    private static final String OWN = "8.8.8.8";

    /** Alone, and beside one that may be called: what the name of a store may come to mean. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.2",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "169.254.169.254", // metadata services
                "100.64.0.1", // carrier-grade NAT
                "100.100.100.200",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1", // mapped
                "::ffff:169.254.169.254",
                "::127.0.0.1", // compatible
                "64:ff9b::10.0.0.1", // NAT64
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::8.8.4.4",
                "2002:a00:1::1", // 6to4
                "2002:808:404::1",
                "2001:0:808:404::1", // Teredo
                "2606:4700::5efe:10.0.0.1", // ISATAP
                "fd00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                OWN,
                "64:ff9b::808:808" // own, by NAT64
            })
    void noConnectionIsMade(String address) throws IOException {
        InetAddress forbidden = InetAddress.getByName(address);
        InetAddress open = address(OPEN);

        assertRefused(forbidden);
        assertRefused(open, forbidden);
        assertRefused(forbidden, open);
    }

    /** The JDK turns them into IPv4, but not if they are made of bytes, as other resolvers do. */
    @Test
    void noConnectionIsMadeToAMappedAddressThatIsStillSixteenBytes() throws IOException {
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        bytes[12] = 10;
        bytes[15] = 1;

        assertRefused(Inet6Address.getByAddress("shop.test", bytes, -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://[::ffff:10.0.0.1]/", "http://[::1]/", "http://10.0.0.1/", "http://[64:ff9b::a00:1]/"})
    void anAddressInTheUrlIsCheckedAsWell(String url) throws IOException {
        try (CloseableHttpClient client = client(new NameLookup(Duration.ofSeconds(5), InetAddress::getAllByName))) {
            assertThatThrownBy(() -> client.execute(new HttpGet(url), response -> null))
                    .isInstanceOf(ForbiddenAddressException.class)
                    .hasMessage(REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/"})
    void aNumberThatProgramsReadDifferentlyIsNoHost(String url) throws IOException {
        try (CloseableHttpClient client = client(new NameLookup(Duration.ofSeconds(5), InetAddress::getAllByName))) {
            assertThatThrownBy(() -> client.execute(new HttpGet(url), response -> null))
                    .isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void aConnectionIsMadeWhereItIsAllowed() throws IOException {
        NameLookup lookup =
                new NameLookup(Duration.ofSeconds(5), host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
        CheckedNames names = new CheckedNames(lookup, (host, port, address) -> true, REFUSED);
        try (RawServer server = RawServer.at("127.0.0.1", 0, "HTTP/1.1 204 No Content\r\n\r\n");
                CloseableHttpClient client = client(names)) {
            assertThat(client.<Integer>execute(
                            new HttpGet("http://shop.test:" + server.port() + "/"), response -> response.getCode()))
                    .isEqualTo(204);
        }
    }

    private static void assertRefused(InetAddress... addresses) throws IOException {
        try (CloseableHttpClient client = client(new NameLookup(Duration.ofSeconds(5), host -> addresses))) {
            assertThatThrownBy(() -> client.execute(new HttpGet("http://shop.test:9/"), response -> null))
                    .isInstanceOf(ForbiddenAddressException.class)
                    .hasMessage(REFUSED);
        }
    }

    private static CloseableHttpClient client(NameLookup lookup) {
        OwnAddresses own = new OwnAddresses(() -> Set.of(address(OWN)), System::nanoTime);
        CallableAddresses callable = new CallableAddresses(own, address(OPEN)::equals);
        return client(new CheckedNames(lookup, (host, port, address) -> callable.allows(address), REFUSED));
    }

    private static CloseableHttpClient client(CheckedNames names) {
        return HttpClients.custom()
                .setConnectionManager(CheckedConnections.of(names).build())
                .disableAutomaticRetries()
                .build();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
