package dev.caravan.store.connection;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.CredentialsException;
import dev.caravan.store.StoreChanged;
import dev.caravan.store.StoreChanged.Kind;
import dev.caravan.store.StoreCredentials;
import dev.caravan.store.StoreMoving;
import dev.caravan.store.address.AccessRules;
import dev.caravan.store.address.AllowedAddresses;
import dev.caravan.store.seal.CredentialSeal;
import dev.caravan.store.seal.OpenCredentials;
import dev.caravan.store.seal.SealedCredentials;
import dev.caravan.woocommerce.Authentication;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Creates, changes and deletes connections: one transaction each, then the event. Names are looked up before the
 * transaction.
 */
@Component
class ConnectionService {

    private final ConnectionTable connections;
    private final HoldTable holds;
    private final CredentialSeal seal;
    private final AllowedAddresses addresses;
    private final AccessRules access;
    private final Examination examination;
    private final ConnectionQuota quota;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    ConnectionService(
            ConnectionTable connections,
            HoldTable holds,
            CredentialSeal seal,
            AllowedAddresses addresses,
            AccessRules access,
            Examination examination,
            ConnectionQuota quota,
            ApplicationEventPublisher events,
            AuditLog audit,
            PlatformTransactionManager transactions) {
        this.connections = connections;
        this.holds = holds;
        this.seal = seal;
        this.addresses = addresses;
        this.access = access;
        this.examination = examination;
        this.quota = quota;
        this.events = events;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    Connection get(Caller caller, long id) {
        return connections
                .find(caller.accountId(), id)
                .filter(connection -> caller.sees(id))
                .orElseThrow(() -> ApiException.notFound("Connection", id));
    }

    /** @param force without asking the store doctor */
    Connection create(Caller caller, ConnectionBody body, boolean force) {
        ConnectionSettings settings = ConnectionSettings.of(body);
        addresses.check(settings.storeUrl());
        access.check(settings.storeUrl(), settings.authentication());
        OpenCredentials credentials = new OpenCredentials(
                ConnectionSettings.required("consumerKey", body.consumerKey()),
                ConnectionSettings.required("consumerSecret", body.consumerSecret()),
                null);
        if (connections.find(caller.accountId(), settings.storeUrl()).isPresent()) {
            throw taken();
        }
        quota.check(connections.count(caller.accountId())); // before the store is asked
        Authentication found =
                force ? null : examination.pass(settings.storeUrl(), credentials.forCalls(), settings.authentication());
        return change(caller, Kind.CREATED, () -> {
            quota.check(connections.count(caller.accountId())); // the account is locked
            boolean first = connections.findDefault(caller.accountId()).isEmpty();
            long id = connections.nextId();
            connections.insert(id, caller.accountId(), settings, seal.seal(id, body.over(credentials)));
            if (found != null) {
                connections.noteAuthentication(id, found);
            }
            if (first || Boolean.TRUE.equals(body.isDefault())) {
                connections.makeDefault(caller.accountId(), id);
            }
            Connection made = get(caller, id);
            audit.target("connections/" + id);
            audit.changed(ConnectionAudit.changes(null, made, body));
            return made;
        });
    }

    /**
     * @param edit computes the new body from the present one. It runs twice: before the transaction, to look the
     * address up and to ask the store doctor, and inside it, so that two simultaneous patches do not undo each other
     * @param force without asking the store doctor
     */
    Connection update(Caller caller, long id, Function<Connection, ConnectionBody> edit, boolean force) {
        Connection seen = get(caller, id);
        ConnectionBody wanted = edit.apply(seen);
        mustMayMove(caller, moves(seen, wanted));
        Authentication found = lookBefore(seen, wanted, force);
        return change(caller, Kind.UPDATED, () -> {
            Connection before = get(caller, id);
            ConnectionBody body = edit.apply(before);
            ConnectionSettings settings = ConnectionSettings.of(body);
            if (before.isDefault() && Boolean.FALSE.equals(body.isDefault())) {
                throw ApiException.conflict(
                        "One connection is always the default; make another one the default instead");
            }
            boolean becomesDefault = Boolean.TRUE.equals(body.isDefault()) && !before.isDefault();
            if (becomesDefault && caller.connectionIds() != null) {
                throw ApiException.forbidden(
                        "This API key is limited to some connections, and the default is another one's as well");
            }
            boolean moved = moves(before, body);
            mustMayMove(caller, moved);
            connections.update(id, settings, moved || body.bringsCredentials(), moved || body.bringsKey());
            if (found != null) {
                connections.noteAuthentication(id, found);
            }
            if (moved) {
                events.publishEvent(new StoreMoving(id));
            }
            if (body.bringsCredentials()) {
                connections.updateCredentials(id, seal.seal(id, credentials(id, body)));
            }
            if (becomesDefault) {
                connections.makeDefault(caller.accountId(), id);
            }
            Connection after = get(caller, id);
            audit.changed(ConnectionAudit.changes(before, after, body));
            return after;
        });
    }

    private static boolean moves(Connection before, ConnectionBody body) {
        return !ConnectionSettings.storeUrl(body).equals(before.store().storeUrl());
    }

    /**
     * An address that is taken is refused. A limited key must not move a connection, because the refusal would show
     * that another connection exists.
     */
    private static void mustMayMove(Caller caller, boolean moves) {
        if (moves && caller.connectionIds() != null) {
            throw ApiException.forbidden(
                    "This API key is limited to some connections: it leaves their storeUrl as it is. Use a key without connectionIds for this");
        }
    }

    /** The checks that need the network. @return how the key works; null: the store was not asked */
    private @Nullable Authentication lookBefore(Connection seen, ConnectionBody body, boolean force) {
        ConnectionSettings settings = ConnectionSettings.of(body);
        boolean moves = moves(seen, body);
        boolean otherAccess = settings.authentication() != seen.store().access().setting();
        boolean asks = !force && (moves || otherAccess || body.bringsKey());
        if (moves || asks) {
            addresses.check(settings.storeUrl());
        }
        if (moves || otherAccess) {
            access.check(settings.storeUrl(), settings.authentication());
        }
        if (!asks) {
            return null;
        }
        StoreCredentials credentials = credentials(seen.store().id(), body).forCalls();
        return examination.pass(settings.storeUrl(), credentials, settings.authentication());
    }

    void delete(Caller caller, long id) {
        change(caller, Kind.DELETED, () -> {
            Connection gone = get(caller, id);
            audit.changed(ConnectionAudit.changes(gone, null));
            connections.delete(id);
            if (gone.isDefault()) {
                connections.makeOldestDefault(caller.accountId());
            }
            return gone;
        });
    }

    Connection pause(Caller caller, long id) {
        return change(caller, Kind.PAUSED, () -> {
            get(caller, id);
            holds.pause(id, "Paused by " + caller.username());
            return get(caller, id);
        });
    }

    Connection resume(Caller caller, long id) {
        return change(caller, Kind.RESUMED, () -> {
            get(caller, id);
            holds.resume(id);
            return get(caller, id);
        });
    }

    private Connection change(Caller caller, Kind kind, Supplier<Connection> work) {
        Connection connection;
        try {
            connection = Objects.requireNonNull(transaction.execute(status -> {
                connections.lockAccount(caller.accountId());
                return work.get();
            }));
        } catch (DuplicateKeyException e) {
            throw taken();
        }
        events.publishEvent(new StoreChanged(connection.store().id(), kind));
        return connection;
    }

    private static ApiException taken() {
        return ApiException.conflict("Another connection has this storeUrl already");
    }

    /** All credentials are sealed again, with the present key; those that are not replaced must be opened for that. */
    private OpenCredentials credentials(long id, ConnectionBody body) {
        if (body.consumerKey() != null && body.consumerSecret() != null && body.webhookSecret() != null) {
            return body.over(new OpenCredentials(body.consumerKey(), body.consumerSecret(), null));
        }
        SealedCredentials sealed = connections.credentials(id).orElseThrow();
        try {
            return body.over(seal.open(id, sealed));
        } catch (CredentialsException e) {
            if (body.consumerKey() != null && body.consumerSecret() != null && sealed.webhookSecret() == null) {
                return new OpenCredentials(body.consumerKey(), body.consumerSecret(), null);
            }
            throw ApiException.conflict(e.getMessage() + " (consumerKey, consumerSecret and webhookSecret together)");
        }
    }
}
