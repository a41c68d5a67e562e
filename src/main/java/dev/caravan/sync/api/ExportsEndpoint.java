package dev.caravan.sync.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.api.Reply;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.compose.Links;
import dev.caravan.sync.fanout.ExportRequest;
import dev.caravan.sync.fanout.ExportTable;
import dev.caravan.sync.fanout.Exports;
import dev.caravan.sync.fanout.ProductLink;
import dev.caravan.sync.settle.ExportProgress;
import jakarta.validation.constraints.Positive;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of exports, push now, and delete from a store. */
@Component
class ExportsEndpoint {

    /** A larger export is never waited for, and its results are read as progress. */
    private static final long LARGEST_ANSWERED = 5_000;

    private static final String EXPORTS = "/integration/woocommerce/exports/";

    private final Exports exports;
    private final ExportTable table;
    private final ExportProgress progress;
    private final ProductLink autoSync;
    private final SyncRows rows;
    private final Links links;
    private final StoresApi stores;
    private final JsonBody json;
    private final Clock clock;
    private final AuditLog audit;

    ExportsEndpoint(
            Exports exports,
            ExportTable table,
            ExportProgress progress,
            ProductLink autoSync,
            SyncRows rows,
            Links links,
            StoresApi stores,
            JsonBody json,
            Clock clock,
            AuditLog audit) {
        this.exports = exports;
        this.table = table;
        this.progress = progress;
        this.autoSync = autoSync;
        this.rows = rows;
        this.links = links;
        this.stores = stores;
        this.json = json;
        this.clock = clock;
        this.audit = audit;
    }

    /** One product's part of an export's answer. */
    record Result(
            long connectionId,
            long productId,
            @Nullable Long wooProductId,
            String status,
            @Nullable String message,
            List<String> exportedFields,
            @Nullable Instant lastExportedAt) {

        static Result of(ExportTable.Item item) {
            List<String> fields =
                    item.fields().isEmpty() ? List.of() : List.of(item.fields().split(","));
            return new Result(
                    item.connectionId(),
                    item.productId(),
                    item.wooProductId(),
                    item.status(),
                    item.message(),
                    fields,
                    item.lastExportedAt());
        }
    }

    /**
     * The body of a push, usually empty.
     *
     * @param autoSync switches automatic sync on or off instead of pushing
     * @param wooProductId the store's product that this one is linked to before it is pushed
     */
    record PushBody(
            @Nullable Boolean autoSync,

            @Positive(message = "must be the id of a product of the store") @Nullable Long wooProductId) {}

    /** What an export answers when it is done. */
    record Answer(boolean success, long connectionId, long syncedCount, long failedCount, List<Result> results) {}

    /** @return the results, or the progress of an export that continues */
    public Object export(
            Exchange exchange,
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("Prefer") @Nullable String prefer,
            @Body ObjectNode body)
            throws Exception {
        ExportRequest request = json.read(body, ExportRequest.class);
        request.check();
        long connectionId = Objects.requireNonNull(request.connectionId());
        audit.target("connections/" + connectionId);
        ExportTable.Job job = exports.start(caller, connectionId, request);
        if (!waits(prefer)) {
            return continues(exchange, job);
        }
        return answer(exchange, job.total() <= LARGEST_ANSWERED ? exports.await(caller.accountId(), job) : job);
    }

    /** Pushes one product now, or switches its automatic sync on or off. */
    public Object pushNow(
            Exchange exchange,
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long connectionId,
            @Header("productId") long productId,
            @Header("Prefer") @Nullable String prefer,
            @Body @Nullable ObjectNode body)
            throws Exception {
        stores.get(caller, connectionId);
        PushBody wanted = pushBody(body);
        if (wanted.autoSync() != null) {
            autoSync.set(caller.accountId(), connectionId, productId, wanted.autoSync());
            return rows.one(caller.accountId(), connectionId, productId);
        }
        if (wanted.wooProductId() != null) {
            links.byHand(caller.accountId(), connectionId, productId, wanted.wooProductId());
        }
        ExportRequest request = new ExportRequest(connectionId, List.of(productId), null, null, null, null);
        ExportTable.Job job = exports.start(caller, connectionId, request);
        return waits(prefer) ? answer(exchange, exports.await(caller.accountId(), job)) : continues(exchange, job);
    }

    /**
     * Deletes a product from a store and unlinks it; with {@code keep=true} it only unlinks.
     *
     * @return the progress of a deletion that continues
     */
    public @Nullable ExportView remove(
            Exchange exchange,
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long connectionId,
            @Header("productId") long productId,
            @Header("keep") @Nullable Boolean keep)
            throws Exception {
        stores.get(caller, connectionId);
        if (Boolean.TRUE.equals(keep)) {
            autoSync.unlink(caller.accountId(), connectionId, productId);
            return null;
        }
        ExportTable.Job job = exports.await(caller.accountId(), exports.startRemoval(caller, connectionId, productId));
        if (job.state().equals("running")) {
            return continues(exchange, job);
        }
        if (job.failed() > 0) {
            throw ApiException.conflict("The store refused to delete product " + productId + ": "
                    + table.items(job.id()).get(0).message());
        }
        return null;
    }

    public ExportView show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") String id) {
        return ExportView.of(table.read(caller, exportId(id)), clock.instant());
    }

    /** The exports of a store, those that run first. */
    public Page<ExportView> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long connectionId,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        stores.get(caller, connectionId);
        Instant now = clock.instant();
        return table.page(caller.accountId(), connectionId, Page.Request.of(page, limit))
                .map(job -> ExportView.of(job, now));
    }

    /** Cancels what has not been sent. */
    public ExportView cancel(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") String id) {
        UUID export = exportId(id);
        table.read(caller, export);
        table.cancel(caller.accountId(), export, clock.instant());
        progress.wakeCallers(List.of(export));
        return ExportView.of(table.read(caller, export), clock.instant());
    }

    private static boolean waits(@Nullable String prefer) {
        return prefer == null || !prefer.contains("respond-async");
    }

    private Object answer(Exchange exchange, ExportTable.Job job) {
        if (job.state().equals("running")) {
            return continues(exchange, job);
        }
        List<Result> results = table.items(job.id()).stream().map(Result::of).toList();
        return new Answer(job.failed() == 0, job.connectionId(), job.succeeded(), job.failed(), results);
    }

    private ExportView continues(Exchange exchange, ExportTable.Job job) {
        Reply.continuesAt(exchange, EXPORTS + job.id());
        return ExportView.of(job, clock.instant());
    }

    private PushBody pushBody(@Nullable ObjectNode body) {
        PushBody wanted = body == null ? new PushBody(null, null) : json.read(body, PushBody.class);
        if (wanted.autoSync() != null && wanted.wooProductId() != null) {
            throw ApiException.invalid("autoSync", "cannot be changed while a product is linked: make two calls of it");
        }
        return wanted;
    }

    private static UUID exportId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound("Export", id);
        }
    }
}
