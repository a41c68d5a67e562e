package dev.caravan.sync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.Caller;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.FieldNames;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Remark;
import dev.caravan.sync.compose.AlteredFields;
import dev.caravan.sync.compose.Requests;
import dev.caravan.sync.preview.PlannedRows;
import dev.caravan.sync.preview.PreviewRows;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.StoreField;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Adapter of the dry run: plans a delivery as a claim would, and shows the call instead of sending it. */
@Component
class PreviewsEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StoresApi stores;
    private final PreviewRows rows;
    private final PlannedRows planned;
    private final Requests requests;
    private final Clock clock;

    PreviewsEndpoint(StoresApi stores, PreviewRows rows, PlannedRows planned, Requests requests, Clock clock) {
        this.stores = stores;
        this.rows = rows;
        this.planned = planned;
        this.requests = requests;
        this.clock = clock;
    }

    Preview preview(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long connectionId,
            @Header("productId") long productId)
            throws JsonProcessingException {
        Store store = stores.get(caller, connectionId);
        ClaimedRow row =
                rows.of(caller.accountId(), connectionId, List.of(productId)).get(0);
        Plan plan = planned.of(store, List.of(row)).get(0);
        return of(store, plan, row.shown());
    }

    private Preview of(Store store, Plan plan, FieldHashes shown) throws JsonProcessingException {
        boolean asks = plan.asked();
        Plan.Refusal refusal = plan.refusal() == null ? plan.leftOut() : plan.refusal();
        Remark before = AlteredFields.before(plan);
        return new Preview(
                store.id(),
                plan.row().productId(),
                plan.wooProductId(),
                plan.operation(),
                refusal == null ? null : refusal.code(),
                refusal != null
                        ? refusal.message()
                        : asks ? "The store is asked for the SKU first; a product of ours is updated instead" : null,
                before == null ? null : before.text(),
                changes(plan, shown),
                plan.mustSend() ? request(store, plan) : null);
    }

    private static List<Preview.Change> changes(Plan plan, FieldHashes shown) {
        List<Preview.Change> changes = new ArrayList<>();
        Map<String, JsonNode> fields = new LinkedHashMap<>(plan.change().fields());
        if (plan.hasImagesToSend()) {
            fields.put(StoreField.IMAGES, plan.document().fields().get(StoreField.IMAGES)); // in a call of their own
        }
        Document wanted = new Document(fields);
        wanted.sent().fields().forEach((field, value) -> {
            String before = shown.byField().get(field);
            String from = before == null ? "unknown" : shown.shows(wanted, field) ? "same" : "other";
            changes.add(new Preview.Change(FieldNames.of(field), storeField(field), from, value));
        });
        return changes;
    }

    private static String storeField(String field) {
        return field.startsWith(Document.ON_CREATE) ? field.substring(Document.ON_CREATE.length()) : field;
    }

    private Preview.Request request(Store store, Plan plan) throws JsonProcessingException {
        Requests.Request request = requests.of(new Delivery(store, new UUID(0, 0), clock.instant(), List.of(plan)));
        String json = request.json();
        JsonNode body = json == null ? null : JSON.readTree(json);
        return new Preview.Request(request.method(), request.path(), body);
    }
}
