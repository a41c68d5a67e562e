package dev.caravan.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way from a browser to a server of this machine, which a test can cut, or let fall silent. */
public final class Line implements AutoCloseable {

    private static final int PIECE = 16_384;

    private final URI server;
    private final ServerSocket here;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    public Line(URI server) {
        this.server = server;
        try {
            here = new ServerSocket(0, 0, InetAddress.getByName(server.getHost()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::serve);
    }

    private final class Connection {

        private final Socket browser;
        private final Socket target;
        private volatile String request = "";
        private volatile boolean silent;

        Connection(Socket browser, Socket target) {
            this.browser = browser;
            this.target = target;
        }

        void begin() {
            connections.add(this);
            threads.execute(() -> pass(browser, target, true));
            threads.execute(() -> pass(target, browser, false));
        }

        private void pass(Socket from, Socket to, boolean requests) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] piece = new byte[PIECE];
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    if (requests) {
                        request = new String(piece, 0, read, StandardCharsets.ISO_8859_1);
                    }
                    if (!silent) {
                        out.write(piece, 0, read);
                        out.flush();
                    }
                }
            } catch (IOException e) {
                // one side has hung up
            } finally {
                connections.remove(this);
            }
        }

        void close() {
            try (browser;
                    target) {
                connections.remove(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where a browser finds the server. */
    public URI url() {
        return URI.create("http://" + server.getHost() + ":" + here.getLocalPort());
    }

    /** Ends all connections, and refuses others. */
    public void cut() {
        cut = true;
        Set.copyOf(connections).forEach(Connection::close);
    }

    public void mend() {
        cut = false;
    }

    /** Connections with a request that begins so stay open, but nothing comes through any more. */
    public void silence(String request) {
        connections.stream()
                .filter(connection -> connection.request.startsWith(request))
                .forEach(connection -> connection.silent = true);
    }

    private void serve() {
        while (!here.isClosed()) {
            try {
                Socket browser = here.accept();
                if (cut) {
                    browser.close();
                } else {
                    new Connection(browser, new Socket(server.getHost(), server.getPort())).begin();
                }
            } catch (IOException e) {
                // closed, or a browser that has gone
            }
        }
    }

    @Override
    public void close() {
        try {
            here.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        threads.shutdownNow();
    }
}
