package dev.caravan.sync.action;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.audit.AuditChanges;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST …/sync/actions}: what is done with which products in which stores.
 *
 * @param connectionIds the stores; null or empty: all that the caller sees
 * @param dryRun only says what it would cost
 */
record ActionBody(
        @NotNull(message = "is required: push, export, autoSyncOn, autoSyncOff or unlink") @Nullable String action,

        @Nullable ActionFilter filter,

        @Size(min = 1, max = 1_000, message = "must name 1 to 1000 products; for more use filter") @Nullable List<@NotNull(message = "must be a number") Long> productIds,

        @Size(max = 1_000, message = "must name at most 1000 connections; leave it out for all") @Nullable List<@NotNull(message = "must be a number") Long> connectionIds,

        @Nullable Boolean dryRun) {

    /** @throws ApiException 400 unless exactly one way of choosing products is given */
    void check() {
        if ((filter == null) == (productIds == null)) {
            throw ApiException.invalid(
                    "filter", "or productIds: exactly one of them is needed; {} as filter means every product");
        }
    }

    boolean onlyCounts() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** What the audit log says of it. */
    AuditChanges audited(ActionKind kind) {
        AuditChanges changes = new AuditChanges().member("action", null, kind.code());
        if (filter != null) {
            changes.member("search", null, filter.search())
                    .member("status", null, filter.status())
                    .member("connectionId", null, filter.connectionId())
                    .member("familyId", null, filter.familyId())
                    .member("categoryId", null, filter.categoryId())
                    .member("changedSince", null, filter.changedSince());
        }
        return changes.member("productIds", null, productIds).member("connectionIds", null, connectionIds);
    }
}
