package dev.caravan.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /integration/woocommerce/alerts}. */
@Component
class AlertsEndpoint {

    private static final List<String> STATES = List.of("open", "closed");
    private static final List<String> KINDS =
            Arrays.stream(AlertKind.values()).map(AlertKind::code).toList();

    private final Sql sql;

    AlertsEndpoint(Sql sql) {
        this.sql = sql;
    }

    /**
     * An alert.
     *
     * @param connectionId the store; null if it is about the account as a whole, then storeName is null as well
     * @param detail why it was raised
     * @param closedDetail why it was closed; null while it is open
     * @param webhooks as JSON: {@code
     *     [{"id","transition","state","attempts","httpStatus","error","createdAt","sentAt"}]}; sentAt is when the
     *     receiver answered 2xx, null until then
     * @param total of all that match, on all pages
     */
    record Alert(
            long id,
            @Nullable Long connectionId,
            @Nullable String storeName,
            String kind,
            String state,
            String detail,
            @Nullable String closedDetail,
            Instant openedAt,
            @Nullable Instant closedAt,
            @JsonRawValue String webhooks,
            @JsonIgnore long total) {}

    /** Newest first. @throws ApiException 400 for an unknown state or kind */
    public Page<Alert> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("state") @Nullable String state,
            @Header("kind") @Nullable String kind,
            @Header("connectionId") @Nullable Long connectionId,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        check("state", state, STATES);
        check("kind", kind, KINDS);
        return Page.read(
                Page.Request.of(page, limit),
                rows -> sql.statement("alert/list-alerts")
                        .param("accountId", caller.accountId())
                        .param("only", caller.onlyConnections())
                        .param("state", state)
                        .param("kind", kind)
                        .param("connectionId", connectionId)
                        .param("limit", rows.limit())
                        .param("offset", rows.offset())
                        .query(Alert.class)
                        .list(),
                Alert::total);
    }

    private static void check(String field, @Nullable String value, List<String> known) {
        if (value != null && !known.contains(value)) {
            throw ApiException.invalid(field, "must be one of " + known);
        }
    }
}
