package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Dimensions;
import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductAsset;
import dev.caravan.catalog.ProductStatus;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.VariantStock;
import dev.caravan.store.Access;
import dev.caravan.store.Hold;
import dev.caravan.store.OnDelete;
import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import dev.caravan.store.address.StoreCallSettings;
import dev.caravan.sync.batch.Backoff;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Lane;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Recoveries;
import dev.caravan.sync.batch.SyncSettings;
import dev.caravan.sync.compose.Composer;
import dev.caravan.sync.mapping.TermNames;
import dev.caravan.sync.settle.ItemOutcomePolicy;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the deciding beans work on: a store, a product, claimed rows and plans, with as little said as a test needs. */
public final class Given {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final int MAX_ATTEMPTS = 3;
    public static final SyncSettings SETTINGS = settings();
    public static final StoreCallSettings CALLS = new StoreCallSettings(Duration.ofSeconds(5), Duration.ofSeconds(60));
    public static final Backoff BACKOFF = new Backoff(SETTINGS);
    public static final ItemOutcomePolicy OUTCOMES = new ItemOutcomePolicy(CLOCK, BACKOFF, SETTINGS);
    private static final String HOME = "https://shop.example";

    private Given() {}

    static SyncSettings settings() {
        return new SyncSettings(
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(50),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofMinutes(3),
                MAX_ATTEMPTS,
                30,
                Duration.ofSeconds(30),
                new BigDecimal("0.2"),
                10,
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ZERO);
    }

    public static Store store() {
        return store(OnMissing.RECREATE, 0, null);
    }

    public static Store store(OnMissing onMissing, int failures, @Nullable Instant lastSuccess) {
        return store(1, "Store A", HOME, onMissing, null, failures, lastSuccess, false);
    }

    /** A store that is held, or was until its last call. */
    public static Store heldStore(int failures, @Nullable Hold hold) {
        return store(1, "Store A", HOME, OnMissing.RECREATE, hold, failures, null, false);
    }

    public static Store store(long id, String url) {
        return store(id, "Store", url, OnMissing.RECREATE, null, 0, null, false);
    }

    public static Store storeThatLinks() {
        return store(1, "Store A", HOME, OnMissing.RECREATE, null, 0, null, true);
    }

    private static Store store(
            long id,
            String name,
            String url,
            OnMissing onMissing,
            @Nullable Hold hold,
            int failures,
            @Nullable Instant lastSuccess,
            boolean linkExisting) {
        return new Store(
                id,
                1,
                name,
                URI.create(url),
                true,
                false,
                OnDelete.KEEP,
                onMissing,
                50,
                1,
                null,
                hold,
                failures,
                lastSuccess,
                linkExisting,
                50,
                Access.UNKNOWN,
                null);
    }

    public static Product product() {
        return product(101, "SKU-1", ProductType.SIMPLE, null);
    }

    public static Product product(long id, String sku, ProductType type, @Nullable Instant deletedAt) {
        return new Product(
                id,
                1,
                sku,
                "Shirt",
                type,
                null,
                ProductStatus.COMPLETE,
                null,
                null,
                new BigDecimal("10.00"),
                null,
                null,
                null,
                new Dimensions(null, null, null),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                NOW,
                NOW,
                deletedAt,
                List.of(),
                VariantStock.NONE);
    }

    /** A product with all that the default mapping carries over. */
    public static Product full(List<AttributeValue> attributes, List<ProductAsset> assets) {
        return new Product(
                101,
                1,
                "SKU-1",
                "Shirt",
                ProductType.SIMPLE,
                null,
                ProductStatus.INCOMPLETE,
                "long",
                "short",
                new BigDecimal("1E+1"),
                new BigDecimal("9.50"),
                0,
                new BigDecimal("0.250"),
                new Dimensions(new BigDecimal("1"), null, new BigDecimal("3.5")),
                List.of("Clothing > Shirts"),
                List.of("new", "red"),
                7L,
                attributes,
                assets,
                NOW,
                NOW,
                null,
                List.of(),
                VariantStock.NONE);
    }

    public static Document document(String... fieldsAndValues) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            fields.put(fieldsAndValues[i], TextNode.valueOf(fieldsAndValues[i + 1]));
        }
        return new Document(fields);
    }

    /** A row that was just exported and never failed. */
    public static Row row() {
        return new Row();
    }

    /** Makes a claimed row. */
    public static final class Row {
        private long id = 1;
        private @Nullable String sku = "SKU-1";
        private @Nullable Long wooProductId;
        private Intent intent = Intent.UPSERT;
        private int attempts;
        private @Nullable Integer batchLimit;
        private @Nullable Instant failedAt;
        private boolean lookFirst;
        private FieldHashes shown = FieldHashes.none();
        private @Nullable String errorCode;
        private @Nullable Long parentId;
        private @Nullable Long wooParentId;
        private Lane lane = Lane.MAIN;
        private Set<String> only = Set.of();
        private Recoveries recoveries = Recoveries.NONE;
        private @Nullable Instant createAskedAt;
        private List<String> sentSkus = List.of();
        private Set<String> givesUp = Set.of();
        private boolean parentInError;

        public Row id(long value) {
            id = value;
            return this;
        }

        public Row sku(@Nullable String value) {
            sku = value;
            return this;
        }

        public Row linked(long value) {
            wooProductId = value;
            return this;
        }

        public Row intent(Intent value) {
            intent = value;
            return this;
        }

        public Row failed(int times, @Nullable Instant last) {
            attempts = times;
            failedAt = last;
            return this;
        }

        public Row images() {
            lane = Lane.IMAGES;
            return this;
        }

        public Row error(String code) {
            errorCode = code;
            return this;
        }

        public Row variantOf(long parent, @Nullable Long wooParent) {
            parentId = parent;
            wooParentId = wooParent;
            return this;
        }

        /** A variant whose parent is in error. */
        public Row parentInError() {
            parentInError = true;
            return this;
        }

        public Row batchLimit(int value) {
            batchLimit = value;
            return this;
        }

        public Row lookFirst() {
            lookFirst = true;
            return this;
        }

        public Row shows(Document document) {
            return shows(FieldHashes.of(document));
        }

        public Row shows(FieldHashes hashes) {
            shown = hashes;
            return this;
        }

        /** Its create got no answer then. */
        public Row createAsked(Instant at) {
            createAskedAt = at;
            lookFirst = true;
            return this;
        }

        /** Another product waits for these. */
        public Row givesUp(String... fields) {
            givesUp = Set.of(fields);
            return this;
        }

        /** A create under each of these had no answer. */
        public Row sent(String... skus) {
            sentSkus = List.of(skus);
            lookFirst = true;
            return this;
        }

        public Row recovered(int composing, int calling) {
            recoveries = new Recoveries(composing, calling, false);
            return this;
        }

        public Row only(String... fields) {
            only = Set.of(fields);
            return this;
        }

        public ClaimedRow claimed() {
            return new ClaimedRow(
                    id,
                    100 + id,
                    sku,
                    wooProductId,
                    intent,
                    4,
                    attempts,
                    batchLimit,
                    failedAt,
                    lookFirst,
                    shown,
                    errorCode,
                    parentId,
                    wooParentId,
                    parentInError,
                    null,
                    lane,
                    only,
                    recoveries,
                    createAskedAt,
                    sentSkus,
                    givesUp,
                    null);
        }

        public Plan plan(Plan.Action action) {
            return plan(action, document(), false);
        }

        public Plan plan(Plan.Action action, Document change) {
            return plan(action, change, false);
        }

        /** A plan that sends a part of what the store should show. */
        public Plan plan(Plan.Action action, Document whole, Document change) {
            return Plan.of(claimed(), action, whole, change, wooProductId, sku, false);
        }

        public Plan plan(Plan.Action action, Document change, boolean asked) {
            return new Plan(claimed(), action, change, change, wooProductId, sku, asked, null);
        }
    }

    /** The plans of one call. */
    public static Delivery delivery(Plan... plans) {
        return new Delivery(store(), new UUID(0, 1), NOW, List.of(plans));
    }

    /** Composed, and decided where no term has to be known. */
    public static Delivery composed(Composer composer, Delivery claimed) {
        Delivery composed = composer.compose(claimed);
        return composed.with(composed.plans().stream()
                .map(plan -> plan.mustResolve() && !TermNames.needed(plan.document())
                        ? composer.decide(plan, plan.document(), composed.store())
                        : plan)
                .toList());
    }
}
