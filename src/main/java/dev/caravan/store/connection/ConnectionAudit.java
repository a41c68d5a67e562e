package dev.caravan.store.connection;

import dev.caravan.platform.audit.AuditChanges;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the audit log records of changed connections: their settings, and of credentials only that they changed. */
final class ConnectionAudit {

    private ConnectionAudit() {}

    /** @param before null: it is new @param after null: it was deleted */
    static AuditChanges changes(@Nullable Connection before, @Nullable Connection after) {
        AuditChanges changes = new AuditChanges();
        connection(changes, "storeName", before, after, it -> it.store().storeName());
        connection(changes, "storeUrl", before, after, it -> it.store().storeUrl());
        connection(changes, "isDefault", before, after, Connection::isDefault);
        connection(changes, "autoSync", before, after, it -> it.store().autoSync());
        connection(changes, "autoExport", before, after, it -> it.store().autoExport());
        connection(
                changes, "onDelete", before, after, it -> it.store().onDelete().text());
        connection(
                changes,
                "onMissing",
                before,
                after,
                it -> it.store().onMissing().text());
        connection(changes, "batchSize", before, after, it -> it.store().batchSize());
        connection(changes, "concurrency", before, after, it -> it.store().concurrency());
        connection(changes, "requestsPerMinute", before, after, it -> it.store().requestsPerMinute());
        connection(changes, "linkExisting", before, after, it -> it.store().linkExisting());
        connection(
                changes,
                "authentication",
                before,
                after,
                it -> it.store().access().setting().text());
        return changes;
    }

    /** The same, with the credentials that a body brings. */
    static AuditChanges changes(@Nullable Connection before, Connection after, ConnectionBody body) {
        AuditChanges changes = changes(before, after);
        secret(changes, "consumerKey", body.consumerKey());
        secret(changes, "consumerSecret", body.consumerSecret());
        secret(changes, "webhookSecret", body.webhookSecret());
        return changes;
    }

    private static void connection(
            AuditChanges changes,
            String name,
            @Nullable Connection before,
            @Nullable Connection after,
            Function<Connection, @Nullable Object> member) {
        changes.member(name, before == null ? null : member.apply(before), after == null ? null : member.apply(after));
    }

    private static void secret(AuditChanges changes, String name, @Nullable String given) {
        if (given != null) {
            changes.secret(name);
        }
    }
}
