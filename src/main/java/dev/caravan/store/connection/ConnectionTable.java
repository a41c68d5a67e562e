package dev.caravan.store.connection;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.store.seal.SealedCredentials;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The table of connections: settings and sealed credentials. */
@Component
class ConnectionTable {

    private static final ConnectionRows ROWS = new ConnectionRows();

    private final Sql sql;

    ConnectionTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Connection> find(long id) {
        return sql.statement("store/find-connection")
                .param("id", id)
                .query(ROWS)
                .optional();
    }

    /** The ids of the connections of all accounts. */
    List<Long> ids() {
        return sql.statement("store/list-connection-ids").query(Long.class).list();
    }

    Optional<Connection> find(long accountId, long id) {
        return find(id).filter(connection -> connection.store().accountId() == accountId);
    }

    Optional<Connection> findDefault(long accountId) {
        return sql.statement("store/find-default-connection")
                .param("accountId", accountId)
                .query(ROWS)
                .optional();
    }

    /** @param storeUrl normalised */
    Optional<Connection> find(long accountId, URI storeUrl) {
        return sql.statement("store/find-connection-by-url")
                .param("accountId", accountId)
                .param("storeUrl", storeUrl.toString())
                .query(ROWS)
                .optional();
    }

    /** All connections of an account, also those that the caller may not see. */
    long count(long accountId) {
        return count(accountId, null, null);
    }

    private long count(long accountId, Long @Nullable [] only, Long @Nullable [] ids) {
        return sql.statement("store/count-connections")
                .param("accountId", accountId)
                .param("only", only)
                .param("ids", ids)
                .query(Long.class)
                .single();
    }

    /** Those that the caller may see. @param ids only these; null: all */
    Page<Connection> page(Caller caller, @Nullable List<Long> ids, Page.Request request) {
        Long[] wanted = ids == null ? null : ids.toArray(Long[]::new);
        List<Connection> rows = sql.statement("store/list-connections")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("ids", wanted)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query(ROWS)
                .list();
        return Page.of(rows, count(caller.accountId(), caller.onlyConnections(), wanted), request);
    }

    /** All that the caller may see, by name. */
    List<Connection> all(Caller caller) {
        return sql.statement("store/list-connections-by-name")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .query(ROWS)
                .list();
    }

    Optional<SealedCredentials> credentials(long id) {
        return sql.statement("store/find-credentials")
                .param("id", id)
                .query(SealedCredentials.class)
                .optional();
    }

    /** Makes changes to the connections of one account wait for each other. */
    void lockAccount(long accountId) {
        sql.statement("store/lock-account")
                .param("accountId", accountId)
                .query(Long.class)
                .optional();
    }

    /** The id of the next connection: known before its credentials are sealed for it. */
    long nextId() {
        return sql.statement("store/take-connection-id").query(Long.class).single();
    }

    void insert(long id, long accountId, ConnectionSettings settings, SealedCredentials sealed) {
        bind(bind(sql.statement("store/insert-connection"), settings), sealed)
                .param("id", id)
                .param("accountId", accountId)
                .update();
    }

    /** @param forgetFound whether the doctor's finding is deleted, because it was about another address or key */
    void update(long id, ConnectionSettings settings, boolean endHold, boolean forgetFound) {
        bind(sql.statement("store/update-connection"), settings)
                .param("id", id)
                .param("endHold", endHold)
                .param("forgetFound", forgetFound)
                .update();
    }

    /** @param found by the doctor, not {@code AUTO}. @return whether it has changed */
    boolean noteAuthentication(long id, Authentication found) {
        return sql.statement("store/note-authentication")
                        .param("id", id)
                        .param("found", found.text())
                        .update()
                > 0;
    }

    /** @return a store in which the header is to be tried now */
    Optional<Long> takeHeaderTry(Instant now, Instant before) {
        return sql.statement("store/take-header-try")
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .optional();
    }

    void updateCredentials(long id, SealedCredentials sealed) {
        bind(sql.statement("store/update-credentials"), sealed).param("id", id).update();
    }

    void resizeBatches(long id, int from, int to) {
        sql.statement("store/resize-batches")
                .param("id", id)
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** Two statements: the unique index is checked row by row. */
    void makeDefault(long accountId, long id) {
        sql.statement("store/clear-default").param("accountId", accountId).update();
        sql.statement("store/set-default").param("id", id).update();
    }

    void makeOldestDefault(long accountId) {
        sql.statement("store/set-oldest-default").param("accountId", accountId).update();
    }

    /** Its sync rows go with it. */
    void delete(long id) {
        sql.statement("store/delete-connection").param("id", id).update();
    }

    private static StatementSpec bind(StatementSpec statement, ConnectionSettings settings) {
        return statement
                .param("storeName", settings.storeName())
                .param("storeUrl", settings.storeUrl().toString())
                .param("autoSync", settings.autoSync())
                .param("autoExport", settings.autoExport())
                .param("onDelete", settings.onDelete().text())
                .param("onMissing", settings.onMissing().text())
                .param("batchSize", settings.batchSize())
                .param("concurrency", settings.concurrency())
                .param("requestsPerMinute", settings.requestsPerMinute())
                .param("linkExisting", settings.linkExisting())
                .param("authentication", settings.authentication().text());
    }

    private static StatementSpec bind(StatementSpec statement, SealedCredentials sealed) {
        return statement
                .param("keyId", sealed.keyId())
                .param("consumerKey", sealed.consumerKey())
                .param("consumerSecret", sealed.consumerSecret())
                .param("webhookSecret", sealed.webhookSecret());
    }
}
