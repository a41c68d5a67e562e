package dev.caravan.sync.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Sql;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.store.mapping.ExportMapping;
import dev.caravan.store.mapping.ExportMappingsApi;
import dev.caravan.sync.api.MappingPreview.Change;
import dev.caravan.sync.api.MappingPreview.OfField;
import dev.caravan.sync.api.MappingPreview.OfProduct;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.FieldNames;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.compose.Composer;
import dev.caravan.sync.mapping.ConnectionMapping;
import dev.caravan.sync.preview.PreviewRows;
import dev.caravan.woocommerce.Document;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code …/connections/{id}/mapping-preview}: composes products with a mapping that is not saved, and with the present one. */
@Component
class MappingPreviewEndpoint {

    private static final String PRODUCTS = "productIds";
    private static final int POINTS = 20;
    private static final int EACH = 25;
    private static final int MOST_SHOWN = 20;

    private final Sql sql;
    private final StoresApi stores;
    private final ExportMappingsApi mappings;
    private final PreviewRows rows;
    private final Composer composer;
    private final JsonBody json;
    private final Clock clock;

    MappingPreviewEndpoint(
            Sql sql,
            StoresApi stores,
            ExportMappingsApi mappings,
            PreviewRows rows,
            Composer composer,
            JsonBody json,
            Clock clock) {
        this.sql = sql;
        this.stores = stores;
        this.mappings = mappings;
        this.rows = rows;
        this.composer = composer;
        this.json = json;
        this.clock = clock;
    }

    /** What the body has beside the mapping. */
    private record Chosen(
            @Size(min = 1, max = MOST_SHOWN, message = "must name 1 to 20 products; leave it out for a sample") @Nullable List<@NotNull(message = "must be a number") Long> productIds) {}

    public MappingPreview preview(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long connectionId, @Body ObjectNode body) {
        Store store = stores.get(caller, connectionId);
        ObjectNode chosen = body.objectNode();
        ObjectNode saved = body.deepCopy();
        JsonNode named = saved.remove(PRODUCTS);
        if (named != null) {
            chosen.set(PRODUCTS, named);
        }
        List<Long> ids = json.read(chosen, Chosen.class).productIds();
        ExportMapping draft = mappings.draft(caller.accountId(), connectionId, saved);
        List<Long> examined =
                ids == null ? sample(store) : ids.stream().distinct().toList();
        List<OfProduct> products = compared(store, draft, examined);
        return of(store, products, ids != null);
    }

    private List<Long> sample(Store store) {
        return sql.statement("sync/sample-linked-products")
                .param("accountId", store.accountId())
                .param("connectionId", store.id())
                .param("points", POINTS)
                .param("each", EACH)
                .query(Long.class)
                .list();
    }

    private List<OfProduct> compared(Store store, ExportMapping draft, List<Long> ids) {
        Delivery claimed = new Delivery(
                store,
                new UUID(0, 0),
                clock.instant(),
                rows.of(store.accountId(), store.id(), ids).stream()
                        .map(Plan::claimed)
                        .toList());
        Map<Long, Plan> now = byProduct(composer.compose(claimed));
        Map<Long, Plan> then = byProduct(composer.composeWith(claimed, ConnectionMapping.by(draft)));
        return ids.stream().map(id -> compared(now.get(id), then.get(id))).toList();
    }

    private static Map<Long, Plan> byProduct(Delivery composed) {
        return composed.plans().stream()
                .collect(Collectors.toMap(plan -> plan.row().productId(), Function.identity()));
    }

    private static OfProduct compared(@Nullable Plan now, @Nullable Plan then) {
        Map<String, JsonNode> before = lasting(now);
        Map<String, JsonNode> after = lasting(then);
        List<Change> changes = new ArrayList<>();
        after.forEach((field, value) -> {
            if (!value.equals(before.get(field))) {
                changes.add(new Change(FieldNames.of(field), field, before.get(field), value));
            }
        });
        Plan.Refusal refusal = then == null ? null : then.refusal() == null ? then.leftOut() : then.refusal();
        List<String> left = before.keySet().stream()
                .filter(field -> refusal == null && !after.containsKey(field))
                .toList();
        Plan row = then == null ? now : then;
        return new OfProduct(
                row == null ? 0 : row.row().productId(),
                row == null ? null : row.sku(),
                changes,
                left,
                refusal == null ? null : refusal.message());
    }

    /** What a store shows of a product, without what is for a create only. */
    private static Map<String, JsonNode> lasting(@Nullable Plan plan) {
        Document document = plan == null ? new Document(Map.of()) : plan.document();
        Map<String, JsonNode> fields = new LinkedHashMap<>(document.fields());
        fields.keySet().retainAll(document.lasting());
        return fields;
    }

    private MappingPreview of(Store store, List<OfProduct> examined, boolean named) {
        List<OfProduct> changing = examined.stream()
                .filter(product -> !product.changes().isEmpty())
                .toList();
        long linked = linked(store);
        boolean some = !named && examined.size() < linked;
        long estimate = some ? Math.round((double) changing.size() * linked / examined.size()) : changing.size();
        return new MappingPreview(
                store.id(),
                linked,
                examined.size(),
                changing.size(),
                estimate,
                some,
                byField(examined),
                named ? examined : sample(changing, examined));
    }

    /** Those that change, and then those of which only less is sent: what the store shows of them stays. */
    private static List<OfProduct> sample(List<OfProduct> changing, List<OfProduct> examined) {
        Stream<OfProduct> less = examined.stream()
                .filter(product ->
                        product.changes().isEmpty() && !product.left().isEmpty());
        return Stream.concat(changing.stream(), less).limit(MOST_SHOWN).toList();
    }

    private static List<OfField> byField(List<OfProduct> examined) {
        Map<String, OfField> fields = new HashMap<>();
        for (OfProduct product : examined) {
            product.changes().forEach(change -> add(fields, change.storeField(), 1, 0));
            product.left().forEach(field -> add(fields, field, 0, 1));
        }
        return fields.values().stream()
                .sorted(Comparator.comparingInt((OfField field) -> -field.changed() - field.left())
                        .thenComparing(OfField::storeField))
                .toList();
    }

    private static void add(Map<String, OfField> fields, String field, int changed, int left) {
        fields.merge(
                field,
                new OfField(FieldNames.of(field), field, changed, left),
                (one, more) ->
                        new OfField(one.field(), field, one.changed() + more.changed(), one.left() + more.left()));
    }

    /** The one of a store's counts that is needed. */
    private record Count(long linked) {}

    private long linked(Store store) {
        return sql.statement("sync/read-sync-counts")
                .param("accountId", store.accountId())
                .param("only", null)
                .param("connectionId", store.id())
                .param("limit", 1)
                .param("offset", 0)
                .query(Count.class)
                .optional()
                .map(Count::linked)
                .orElse(0L);
    }
}
