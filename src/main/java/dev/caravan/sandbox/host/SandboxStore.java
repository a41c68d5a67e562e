package dev.caravan.sandbox.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.sandbox.KeyPermissions;
import dev.caravan.sandbox.Ring;
import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.SandboxHosting;
import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sandbox.fault.SandboxFaults;
import dev.caravan.sandbox.product.Catalogue;
import dev.caravan.sandbox.product.ProductRoutes;
import dev.caravan.sandbox.product.ProductShape;
import dev.caravan.sandbox.product.ProductTable;
import dev.caravan.sandbox.product.ShopWrites;
import dev.caravan.sandbox.product.VariationRoutes;
import dev.caravan.sandbox.rest.Routes;
import dev.caravan.sandbox.term.AttributeRoutes;
import dev.caravan.sandbox.term.TermRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A running WooCommerce stand-in on the loopback: its REST API under {@code /wp-json/wc/v3}, a page for people at
 * {@code /}, its switches under {@code /sandbox}. It takes keys over plain http as a real store does over https, unless
 * {@link SandboxHosting} says otherwise.
 */
public final class SandboxStore extends ShopOwner implements AutoCloseable {

    static {
        // without it the JDK's server answers small bodies 40 ms late
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

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
        this.threads = ServerThreads.of(settings.name());
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        this.catalogue = new Catalogue(url, faults, Clock.systemUTC());
        this.journal = Journal.opened(settings.journal(), catalogue);
        if (journal != null) {
            catalogue.recordTo(journal);
        }
        this.shape = new ProductShape(url, catalogue.table(), catalogue.terms());
        this.writes = new ShopWrites(catalogue, shape, faults);
        this.auth = new Auth(url, settings, Clock.systemUTC());
        RestApi api = api(settings.name(), url);
        Site site = new Site(settings.name(), faults, catalogue.table(), shape, calls, writes.remembered());
        server.createContext("/", new CallHandler(api, site, faults, calls));
        server.setExecutor(threads);
        server.start();
    }

    private RestApi api(String name, String url) {
        StoreInfo info = new StoreInfo(name, url);
        Routes routes = new Routes();
        new ProductRoutes(url, catalogue, writes, shape).addTo(routes);
        new VariationRoutes(url, catalogue.table(), writes, shape.variations()).addTo(routes);
        new TermRoutes(url, catalogue.terms(), catalogue.attributes(), catalogue.media()).addTo(routes);
        new AttributeRoutes(url, catalogue.attributes()).addTo(routes);
        info.addTo(routes);
        return new RestApi(url, auth, info, routes, catalogue.terms());
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

    /** Replaces the key: the old one is unknown from now on. */
    public void setCredentials(String key, String secret) {
        auth.credentials(key, secret);
    }

    public void setKeyPermissions(KeyPermissions permissions) {
        auth.permissions(permissions);
    }

    /** Whether the key's owner may manage the shop; a customer gets 403 for everything. */
    void setKeyOwnerMayManage(boolean may) {
        auth.ownerMayManage(may);
    }

    /** Moves the store to another host. */
    void setHosting(SandboxHosting hosting) {
        auth.hosting(hosting);
    }

    public SandboxFaults faults() {
        return faults;
    }

    /**
     * All products by id, without variations, trashed ones too, as {@code context=edit} shows them. The list is a
     * snapshot; each element is built when it is read, so 100,000 of them can be read in a small heap.
     */
    public List<ObjectNode> products() {
        return new Snapshot(catalogue.table().all(false).toList(), shape::edit);
    }

    public int productCount() {
        return catalogue.table().size();
    }

    /** A product or a variation; a variation looks as below its parent's address. */
    public Optional<ObjectNode> product(long id) {
        return catalogue.table().byId(id).map(this::shown);
    }

    /** A product or a variation, without letter case, trashed ones too. */
    public Optional<ObjectNode> productBySku(String sku) {
        return catalogue.table().bySku(sku).stream().findFirst().map(this::shown);
    }

    /** The variations of a product by id, trashed ones too, as {@code context=edit} shows them. */
    public List<ObjectNode> variations(long parentId) {
        return new Snapshot(catalogue.table().variations(parentId), shape.variations()::edit);
    }

    private ObjectNode shown(ObjectNode stored) {
        return ProductTable.isVariation(stored) ? shape.variations().edit(stored) : shape.edit(stored);
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

    /** How often the store downloaded each image address since the start or {@link #clearCalls()}. */
    public Map<String, Integer> imageDownloads() {
        return catalogue.media().downloads();
    }

    /** REST calls whose work is not done yet, whether or not the caller still waits for the answer. */
    public int callsUnderWay() {
        return faults.workers().busy();
    }

    /** Clears the records of calls, writes and downloads. */
    public void clearCalls() {
        catalogue.media().clearDownloads();
        calls.clear();
        writes.remembered().clear();
    }

    @Override
    Catalogue catalogue() {
        return catalogue;
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
}
