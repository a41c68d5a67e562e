package dev.caravan.sync.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.audit.AuditChanges;
import dev.caravan.platform.audit.AuditLog;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.api.DeadLetterClosing.Action;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of dead letters: list, read, replay, discard; one, or all that match. */
@Component
class DeadLettersEndpoint {

    private static final List<String> STATES = List.of("all", "discarded", "open", "replayed", "resolved");
    private static final List<String> LANES = List.of("images", "main");
    private static final int MOST_GROUPS = 100;
    /** Urgencies of replayed products: a user waits for one product, but not for each of many. */
    private static final int AT_ONCE = 0;

    private static final int IN_BULK = 1;

    private final Sql sql;
    private final StoresApi stores;
    private final DeadLetterGroups groups;
    private final DeadLetterClosing closing;
    private final DeadLetterNotes notes;
    private final JsonBody json;
    private final AuditLog audit;

    DeadLettersEndpoint(
            Sql sql,
            StoresApi stores,
            DeadLetterGroups groups,
            DeadLetterClosing closing,
            DeadLetterNotes notes,
            JsonBody json,
            AuditLog audit) {
        this.audit = audit;
        this.notes = notes;
        this.sql = sql;
        this.stores = stores;
        this.groups = groups;
        this.closing = closing;
        this.json = json;
    }

    /**
     * @param lane main, or images
     * @param sent the product's part of the call, as JSON
     * @param answered the store's answer to it
     * @param closedBy the user who replayed or discarded it; null if no user did
     * @param note what people have written about it
     * @param total of all that match, on all pages
     */
    record DeadLetter(
            long id,
            long connectionId,
            long productId,
            String lane,
            @Nullable String sku,
            String code,
            String message,
            String operation,
            @Nullable Integer httpStatus,
            @JsonRawValue @Nullable String sent,
            @Nullable String answered,
            int attempts,
            @Nullable UUID batchId,
            String state,
            Instant createdAt,
            @Nullable Instant closedAt,
            @Nullable String closedBy,
            @Nullable String note,
            @Nullable String notedBy,
            @Nullable Instant notedAt,
            @JsonIgnore long total) {}

    public Page<DeadLetter> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("connectionId") @Nullable Long connectionId,
            @Header("code") @Nullable String code,
            @Header("productId") @Nullable Long productId,
            @Header("lane") @Nullable String lane,
            @Header("state") @Nullable String state,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        if (state != null && !STATES.contains(state)) {
            throw ApiException.invalid("state", "must be one of " + STATES);
        }
        Page.Request request = Page.Request.of(page, limit);
        String only = state == null ? "open" : state.equals("all") ? null : state;
        DeadLetterFilter filter = DeadLetterFilter.of(connectionId, code, productId, checkedLane(lane))
                .seenBy(caller, stores);
        return Page.read(request, rows -> read(caller, null, filter, only, rows), DeadLetter::total);
    }

    public DeadLetter show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return read(caller, id, DeadLetterFilter.of(null, null, null, null), null, Page.Request.of(1, 1)).stream()
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Dead letter", id));
    }

    /** The open letters by store and cause, largest group first. */
    public Page<DeadLetterGroups.Group> groups(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("connectionId") @Nullable Long connectionId,
            @Header("code") @Nullable String code,
            @Header("productId") @Nullable Long productId,
            @Header("lane") @Nullable String lane,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        Page.Request request = Page.Request.of(page, limit);
        DeadLetterFilter filter = DeadLetterFilter.of(connectionId, code, productId, checkedLane(lane))
                .seenBy(caller, stores);
        DeadLetterGroups.Counted counted = groups.count(caller, filter, request);
        return Page.of(counted.page(), counted.groups(), request);
    }

    /** Marks the product pending for the store again. @throws ApiException 409 if the letter is closed already */
    public DeadLetter replay(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return closeOne(Action.REPLAY, caller, id);
    }

    /** Closes the letter without doing anything. @throws ApiException 409 if it is closed already */
    public DeadLetter discard(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return closeOne(Action.DISCARD, caller, id);
    }

    /** Writes the note of a letter, or removes it. */
    public DeadLetter note(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        notes.write(caller, id, body);
        return show(caller, id);
    }

    /**
     * The result of replaying or discarding many letters, or of a dry run.
     *
     * @param action replay or discard
     * @param count the letters that were closed, or would be
     * @param unlinked letters among them, of a replay, whose product is no longer linked to the store, so that
     * nothing is pending
     * @param groups the hundred largest groups of letters that matched before it began
     */
    record Closing(String action, boolean dryRun, long count, long unlinked, List<DeadLetterGroups.Group> groups) {}

    /** Marks every product pending whose open letter matches. @throws ApiException 400 if no filter says which */
    public Closing replayMatching(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return closeMatching(Action.REPLAY, caller, body);
    }

    /** Closes every open letter that matches without doing anything. @throws ApiException 400 if no filter says which */
    public Closing discardMatching(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return closeMatching(Action.DISCARD, caller, body);
    }

    private Closing closeMatching(Action action, Caller caller, ObjectNode body) {
        DeadLetterFilter filter =
                json.read(body, DeadLetterFilter.class).checked().seenBy(caller, stores);
        DeadLetterGroups.Counted before = groups.count(caller, filter, Page.Request.of(1, MOST_GROUPS));
        String name = action.name().toLowerCase(Locale.ROOT);
        if (filter.onlyCounts()) {
            audit.changed(new AuditChanges().member("dryRun", null, true));
            long unlinked = action == Action.REPLAY ? before.unlinked() : 0;
            return new Closing(name, true, before.letters(), unlinked, before.page());
        }
        audit.changed(new AuditChanges()
                .member("connectionId", null, filter.connectionId())
                .member("code", null, filter.code())
                .member("productId", null, filter.productId())
                .member("lane", null, filter.lane()));
        audit.begun();
        DeadLetterClosing.Closed closed = closing.close(action, caller, filter, IN_BULK);
        audit.counted(closed.count());
        return new Closing(name, false, closed.count(), closed.unlinked(), before.page());
    }

    private DeadLetter closeOne(Action action, Caller caller, long id) {
        DeadLetterClosing.Closed closed = closing.close(action, caller, id, AT_ONCE);
        DeadLetter letter = show(caller, id);
        if (closed.count() == 0) {
            throw ApiException.conflict("Dead letter " + id + " is closed already: " + letter.state());
        }
        return letter;
    }

    private static @Nullable String checkedLane(@Nullable String lane) {
        if (lane != null && !LANES.contains(lane)) {
            throw ApiException.invalid("lane", "must be one of " + LANES);
        }
        return lane;
    }

    private List<DeadLetter> read(
            Caller caller, @Nullable Long id, DeadLetterFilter filter, @Nullable String state, Page.Request request) {
        return sql.statement("sync/list-dead-letters")
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("id", id)
                .param("connectionId", filter.connectionId())
                .param("code", filter.code())
                .param("productId", filter.productId())
                .param("lane", filter.lane())
                .param("state", state)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query(DeadLetter.class)
                .list();
    }
}
