package dev.caravan.sync;

import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.NodeName;
import dev.caravan.platform.Sql;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.BatchAnswer;
import dev.caravan.sync.batch.ChangeTraces;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.History;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.claim.ActiveClaims;
import dev.caravan.sync.claim.Claims;
import dev.caravan.sync.claim.ClockJumps;
import dev.caravan.sync.claim.Recovery;
import dev.caravan.sync.claim.StoreRoutes;
import dev.caravan.sync.compose.HeldValues;
import dev.caravan.sync.compose.Links;
import dev.caravan.sync.fanout.ExportRequest;
import dev.caravan.sync.fanout.ExportTable;
import dev.caravan.sync.fanout.FanOut;
import dev.caravan.sync.fanout.MassDeletions;
import dev.caravan.sync.fanout.ProductLink;
import dev.caravan.sync.ledger.ImageLedger;
import dev.caravan.sync.ledger.Images;
import dev.caravan.sync.ledger.TermLedger;
import dev.caravan.sync.settle.BatchSettler;
import dev.caravan.sync.settle.BatchSizes;
import dev.caravan.sync.settle.DeadLetterWriter;
import dev.caravan.sync.settle.ExportProgress;
import dev.caravan.sync.settle.FollowUpWork;
import dev.caravan.sync.settle.SettlementWriter;
import dev.caravan.sync.settle.SyncJournal;
import dev.caravan.testing.TestDatabase;
import dev.caravan.woocommerce.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The sync table in a real PostgreSQL with the beans that work on it, for account 1, store 1 and a clock turned by hand. */
final class SyncTable {

    private static final AtomicReference<@Nullable SyncTable> LATEST = new AtomicReference<>();

    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final Clock clock;
    final StoresApi stores = mock(StoresApi.class);
    final Claims claims;
    final ActiveClaims active;
    /** Of this process. */
    final Recovery recovery;
    /** Of another process on the same database. */
    final Recovery others;

    final BatchSettler settling;
    final FanOut fanOut;
    final MassDeletions deletions;
    final ExportTable exports;
    final ExportProgress progress;
    final ProductLink autoSync;
    final Links links;
    final HikariDataSource dataSource;
    private @Nullable CamelContext camel;
    private @Nullable ClaimRoute claimRoute;
    private volatile Instant now = Given.NOW;
    private volatile Duration ahead = Duration.ZERO;

    private SyncTable() {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(TestDatabase.createMigrated());
        settings.setMinimumIdle(0);
        settings.setMaximumPoolSize(16);
        dataSource = new HikariDataSource(settings);
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        Sql sql = new Sql(jdbc);
        clock = new Clock() {
            @Override
            public Instant instant() {
                return now.plus(ahead);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        when(stores.find(anyLong())).thenReturn(Optional.of(Given.store()));
        ActiveClaims active = new ActiveClaims(sql, clock, Given.SETTINGS, Given.CALLS, this::nanos);
        LocalFiles files = files();
        NodeName node = new NodeName(files);
        this.active = active;
        claims = new Claims(sql, stores, active, mock(StoreRoutes.class), node, clock, Given.SETTINGS);
        recovery = new Recovery(sql, active, clockJumps(sql, files), node, clock, Given.SETTINGS);
        LocalFiles elsewhere = files();
        others = new Recovery(
                sql,
                new ActiveClaims(sql, clock, Given.SETTINGS, Given.CALLS, this::nanos),
                clockJumps(sql, elsewhere),
                new NodeName(elsewhere),
                clock,
                Given.SETTINGS);
        progress = new ExportProgress(sql);
        settling = new BatchSettler(
                Given.OUTCOMES,
                mock(HeldValues.class),
                new SettlementWriter(
                        sql,
                        transaction,
                        active,
                        new History(sql),
                        new DeadLetterWriter(sql),
                        progress,
                        new FollowUpWork(sql)),
                new TermLedger(sql, clock),
                new Images(new ImageLedger(sql, clock), Given.CALLS),
                new BatchSizes(stores),
                mock(StoreHealthApi.class),
                new SyncJournal(
                        new io.micrometer.core.instrument.simple.SimpleMeterRegistry(), ChangeTraces.OFF, clock),
                clock);
        deletions = new MassDeletions(
                sql,
                transaction,
                clock,
                Given.SETTINGS,
                new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
        fanOut = new FanOut(
                sql,
                transaction,
                deletions,
                progress,
                clock,
                new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
                ChangeTraces.OFF);
        exports = new ExportTable(sql, (account, ids) -> Map.of(), transaction, progress, clock);
        links = new Links(sql, transaction, clock);
        autoSync = new ProductLink(sql, transaction, mock(StoreRoutes.class), progress, clock);
    }

    /** An empty one with an account and a store. */
    static SyncTable create() {
        SyncTable table = new SyncTable();
        SyncTable before = LATEST.getAndSet(table);
        if (before != null) {
            before.close(); // its test is over: one after the other in a JVM
        }
        table.jdbc.sql("INSERT INTO account (name) VALUES ('a')").update();
        table.jdbc.sql("""
                INSERT INTO connection (account_id, store_name, store_url, key_id, consumer_key, consumer_secret)
                VALUES (1, 'Store A', 'https://shop.example', 'k', '', '')""").update();
        return table;
    }

    private ClockJumps clockJumps(Sql sql, LocalFiles files) {
        try {
            return new ClockJumps(sql, transaction, event -> {}, clock, files, this::nanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalFiles files() {
        try {
            return Files.createTempDirectory("caravan-node")::resolve;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The holders of all claims are dead, and another process notices it. */
    void holdersVanish() {
        pass(Given.SETTINGS.lease().plusSeconds(1));
        others.recoverLapsed();
    }

    /** The time that has passed here. */
    private long nanos() {
        return Duration.between(Given.NOW, now).toNanos();
    }

    /** The machine's clock is set, and no time passes. */
    void setClock(Duration forward) {
        ahead = ahead.plus(forward);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Complete products 1 to {@code count}. */
    void products(int count) {
        jdbc.sql("INSERT INTO product (account_id, sku, name, status) SELECT 1, 'S' || i, 'n', 'complete'"
                        + " FROM generate_series(1, :count) i")
                .param("count", count)
                .update();
    }

    /** Links a product that the store shows as it is. @return the row's id */
    long link(long product) {
        return jdbc.sql(
                        "INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, synced, woo_product_id)"
                                + " VALUES (1, 1, :product, 'S' || :product, 1, 1000 + :product) RETURNING id")
                .param("product", product)
                .query(Long.class)
                .single();
    }

    /** Links products from one to another, both included, in one statement. */
    void link(long first, long last) {
        jdbc.sql("""
                        INSERT INTO woocommerce_product_sync (account_id, connection_id, product_id, sku, synced, woo_product_id)
                        SELECT 1, 1, i, 'S' || i, 1, 1000 + i FROM generate_series(:first::bigint, :last::bigint) i ORDER BY i
                        """).param("first", first).param("last", last).update();
    }

    /** How many were noticed so far; a server process tells what it counted when it ends, if not before. */
    long deadlocks() {
        dataSource.getHikariPoolMXBean().softEvictConnections();
        return jdbc.sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                .query(Long.class)
                .single();
    }

    /** As the role that owns the tables: to analyse or change them. */
    JdbcClient asOwner() {
        return JdbcClient.create(new DriverManagerDataSource(TestDatabase.asOwner(dataSource.getJdbcUrl())));
    }

    /** How long a statement waits for a lock from now on. */
    void waitForLocks(Duration longest) {
        asOwner()
                .sql(
                        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %%I SET lock_timeout = %d', current_database()); END $$"
                                .formatted(longest.toMillis()))
                .update();
        dataSource.getHikariPoolMXBean().softEvictConnections();
    }

    /** A committed change of a product, not carried to the stores yet. */
    void insertEvent(long product, String kind) {
        jdbc.sql("INSERT INTO product_event (account_id, product_id, kind) VALUES (1, :product, :kind)")
                .param("product", product)
                .param("kind", kind)
                .update();
    }

    /** A committed change of a product, carried to the stores. */
    void event(long product, String kind) {
        insertEvent(product, kind);
        fanOut.next();
    }

    void softDelete(long product) {
        jdbc.sql("UPDATE product SET deleted_at = now() WHERE id = :id")
                .param("id", product)
                .update();
        event(product, "deleted");
    }

    void onDelete(String value) {
        jdbc.sql("UPDATE connection SET on_delete = :value")
                .param("value", value)
                .update();
    }

    UUID export(boolean partial, Long... products) {
        UUID id = UUID.randomUUID();
        exports.start(
                id,
                1,
                1,
                new ExportRequest(1L, List.of(products), null, null, null, partial),
                Set.of(),
                now,
                pending -> {});
        return id;
    }

    /** Of store 1. */
    Delivery claim() {
        return claim(1);
    }

    Delivery claim(long connectionId) {
        return claimRoute().claim(connectionId);
    }

    synchronized ClaimRoute claimRoute() {
        if (claimRoute == null) {
            claimRoute = new ClaimRoute(camel().createProducerTemplate());
        }
        return claimRoute;
    }

    /** Not every test needs the routes: they are there when the first one runs. */
    synchronized CamelContext camel() {
        if (camel == null) {
            camel = SyncTableRoutes.of(this);
        }
        return camel;
    }

    private synchronized void close() {
        if (camel != null) {
            camel.stop();
        }
        dataSource.close();
    }

    /** Claims and plans to send the whole document. */
    Delivery claim(Document document) {
        Delivery claimed = claim();
        return claimed.with(claimed.plans().stream()
                .map(p -> new Plan(
                        p.row(),
                        p.wooProductId() == null ? Plan.Action.CREATE : Plan.Action.UPDATE,
                        document,
                        document,
                        p.wooProductId(),
                        p.sku(),
                        false,
                        null))
                .toList());
    }

    /** None of it can be sent: dead letters. */
    void refuse(Delivery delivery) {
        settling.settle(delivery.with(delivery.plans().stream()
                .map(p -> Plan.refused(p.row(), p.sku(), "refused", "It cannot be sent"))
                .toList()));
    }

    /** The store has taken all of it. */
    void taken(Delivery delivery) {
        settling.settle(delivery.answered(new BatchAnswer(
                delivery.plans().stream()
                        .map(p -> (dev.caravan.woocommerce.ItemOutcome) new dev.caravan.woocommerce.ItemOutcome.Done(
                                p.key(), 1000 + p.row().productId(), dev.caravan.woocommerce.ShownProduct.NOTHING))
                        .toList(),
                200,
                5)));
    }

    Map<String, Object> row(long product) {
        return jdbc.sql("SELECT *, wanted > synced AS behind FROM woocommerce_product_sync WHERE product_id = :product")
                .param("product", product)
                .query()
                .singleRow();
    }

    long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
