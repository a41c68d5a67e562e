package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A running WooCommerce stand-in on the loopback: its REST API under {@code /wp-json/wc/v3}, a page for people at
 * {@code /}, its switches under {@code /sandbox}. Unlike a real store it takes keys over plain http.
 */
public final class SandboxStore implements AutoCloseable {

    static {
        // without it the JDK's server answers small bodies 40 ms late
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int THREADS = 64;
    private static final int REMEMBERED_CALLS = 100_000;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Auth auth;
    private final SandboxFaults faults = new SandboxFaults();
    private final Catalogue catalogue;
    private final ProductShape shape;
    private final ShopWrites writes;
    private final Ring<SandboxCall> calls = new Ring<>(REMEMBERED_CALLS);
    private final @Nullable Journal journal;

    private SandboxStore(SandboxSettings settings, HttpServer server) {
        this.server = server;
        this.threads = threads(settings.name());
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        this.catalogue = new Catalogue(url, Clock.systemUTC());
        this.journal = opened(settings.journal(), catalogue);
        if (journal != null) {
            catalogue.recordTo(journal);
        }
        this.shape = new ProductShape(url);
        this.writes = new ShopWrites(catalogue, faults);
        this.auth = new Auth(settings.consumerKey(), settings.consumerSecret());
        RestApi api = new RestApi(
                url,
                auth,
                new StoreInfo(settings.name(), url),
                new ProductRoutes(url, catalogue, writes, shape),
                new BatchRoute(writes, shape),
                new TermRoutes(url, catalogue.terms()));
        Site site = new Site(settings.name(), faults, catalogue.table(), shape, calls, writes.remembered());
        server.createContext("/", new CallHandler(api, site, faults, calls));
        server.setExecutor(threads);
        server.start();
    }

    /** @throws UncheckedIOException if the port is taken or the journal cannot be read */
    public static SandboxStore start(SandboxSettings settings) {
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), settings.port());
            HttpServer server = HttpServer.create(address, 0);
            try {
                return new SandboxStore(settings, server);
            } catch (RuntimeException e) {
                server.stop(0);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code http://127.0.0.1:PORT}, the store's own address as its owner would give it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String consumerKey() {
        return auth.key();
    }

    public String consumerSecret() {
        return auth.secret();
    }

    /** Turns the key: the old one is unknown from now on. */
    public void setCredentials(String key, String secret) {
        auth.credentials(key, secret);
    }

    public void setKeyPermissions(KeyPermissions permissions) {
        auth.permissions(permissions);
    }

    public SandboxFaults faults() {
        return faults;
    }

    /**
     * All products by id, trashed ones too, as {@code context=edit} shows them. The list is a snapshot; each element is
     * made when it is asked for, so 100,000 of them can be walked through in a small heap.
     */
    public List<ObjectNode> products() {
        return new Snapshot(catalogue.table().all(false).toList(), shape);
    }

    public int productCount() {
        return catalogue.table().size();
    }

    public Optional<ObjectNode> product(long id) {
        return catalogue.table().byId(id).map(shape::edit);
    }

    /** Without letter case, trashed ones too. */
    public Optional<ObjectNode> productBySku(String sku) {
        return catalogue.table().bySku(sku).stream().findFirst().map(shape::edit);
    }

    /** The last 100,000 REST calls, in the order of their answers. */
    public List<SandboxCall> calls() {
        return calls.snapshot();
    }

    /** All REST calls since the start or {@link #clearCalls()}. */
    public long callCount() {
        return calls.added();
    }

    /** The last 100,000 changes made over the REST API; those of the shop owner are not among them. */
    public List<SandboxWrite> writes() {
        return writes.remembered().snapshot();
    }

    /** Forgets calls and writes. */
    public void clearCalls() {
        calls.clear();
        writes.remembered().clear();
    }

    /**
     * Makes a product as its shop owner would.
     *
     * @param fields as for a POST; an {@code id} that is free is used
     * @return its id
     */
    public long seedProduct(ObjectNode fields) {
        return catalogue.create(fields, true).path("id").asLong();
    }

    /** Changes a product as its shop owner would, behind the back of the API's clients. */
    public void editProduct(long id, ObjectNode fields) {
        catalogue.update(id, fields);
    }

    /** Deletes a product for good, as its shop owner would. */
    public void removeProduct(long id) {
        catalogue.delete(id);
    }

    /** @return the category's id */
    public long seedCategory(String name) {
        return catalogue.terms().add(TermKind.CATEGORIES, name).path("id").asLong();
    }

    /** @return the tag's id */
    public long seedTag(String name) {
        return catalogue.terms().add(TermKind.TAGS, name).path("id").asLong();
    }

    /** A global attribute. @return its id */
    public long seedAttribute(String name) {
        return catalogue.terms().add(TermKind.ATTRIBUTES, name).path("id").asLong();
    }

    /** Stops at once, also with calls that hang. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
        if (journal != null) {
            journal.close();
        }
    }

    private static @Nullable Journal opened(@Nullable Path file, Catalogue catalogue) {
        if (file == null) {
            return null;
        }
        Journal.replay(file, catalogue::replay);
        return Journal.compact(file, catalogue.state());
    }

    private static ExecutorService threads(String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "sandbox-" + name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static final class Snapshot extends AbstractList<ObjectNode> implements RandomAccess {

        private final List<ObjectNode> stored;
        private final ProductShape shape;

        Snapshot(List<ObjectNode> stored, ProductShape shape) {
            this.stored = stored;
            this.shape = shape;
        }

        @Override
        public ObjectNode get(int index) {
            return shape.edit(stored.get(index));
        }

        @Override
        public int size() {
            return stored.size();
        }
    }
}
