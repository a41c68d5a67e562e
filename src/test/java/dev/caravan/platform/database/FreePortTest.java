package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;

class FreePortTest {

    /** The first port of outgoing connections, the default of Linux; those of other systems are higher. */
    private static final int OUTGOING = 32_768;

    @RepeatedTest(10)
    void canBeListenedOnAndIsNoneOfAnOutgoingConnection() throws IOException {
        int port = FreePort.choose();

        assertThat(port).isBetween(1024, OUTGOING - 1);
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(server.getLocalPort()).isEqualTo(port);
        }
    }
}
