package dev.caravan.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A service on a loopback address that says the same to everyone, byte for byte, and counts who comes. */
public final class RawServer implements AutoCloseable {

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final Says says;
    private volatile boolean over;

    /** What comes after a request's head. */
    @FunctionalInterface
    private interface Says {
        void to(OutputStream out) throws IOException;
    }

    private RawServer(InetSocketAddress address, Says says) {
        this.says = says;
        try {
            server = new ServerSocket();
            server.bind(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::serve);
    }

    /** Says this and hangs up. @param port 0 for any free one */
    public static RawServer at(String address, int port, String answer) {
        return new RawServer(new InetSocketAddress(loopback(address), port), out -> write(out, answer));
    }

    /** Says something and then the same piece again and again, without an end. */
    public static RawServer endless(String head, String piece, Duration pause) {
        RawServer[] self = new RawServer[1];
        Says says = out -> {
            write(out, head);
            while (!self[0].over) {
                write(out, piece);
                LockSupport.parkNanos(pause.toNanos());
            }
        };
        self[0] = new RawServer(new InetSocketAddress(loopback("127.0.0.1"), 0), says);
        return self[0];
    }

    public URI url() {
        return URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + port());
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    private void serve() {
        while (!over) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> talk(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            skipHead(socket);
            says.to(socket.getOutputStream());
            socket.shutdownOutput();
            socket.getInputStream().skip(Integer.MAX_VALUE); // or the answer would be lost in a reset
        } catch (IOException e) {
            // the other side has hung up
        }
    }

    private static void skipHead(Socket socket) throws IOException {
        int last = 0;
        for (int next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            last = (last << 8) | next;
            if (last == 0x0d0a0d0a) {
                return;
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static InetAddress loopback(String address) {
        try {
            InetAddress found = InetAddress.getByName(address);
            if (!found.isLoopbackAddress()) {
                throw new IllegalArgumentException(address + " is no loopback address");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
