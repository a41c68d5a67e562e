package dev.caravan.platform.database;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * A port for the embedded PostgreSQL, which listens on it only seconds later, after {@code initdb}. So it is none of those that the
 * system gives to outgoing connections (32768 and more on Linux, 49152 on others): one of these could take it meanwhile.
 */
final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int BELOW = 32_000;
    private static final int MOST_TRIES = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FreePort() {}

    /** @throws BindException if no port is free after many tries */
    static int choose() throws IOException {
        BindException taken = new BindException();
        for (int i = 0; i < MOST_TRIES; i++) {
            int port = RANDOM.nextInt(LOWEST, BELOW);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken;
    }
}
