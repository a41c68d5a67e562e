package dev.caravan.sync.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import dev.caravan.woocommerce.StoreField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plan for one claimed row.
 *
 * @param document all that the store should show; empty if the product is to be removed
 * @param change what is sent: the whole document for a create, the delta for an update; empty for the rest
 * @param wooProductId the store's product; null for a create
 * @param asked whether the store was asked by SKU in this batch
 * @param emptyFirst unique fields that are emptied by an update of their own before, in the same call
 * @param refusal why nothing can be sent, for {@link Action#REFUSE} and perhaps for {@link Action#WAIT}; otherwise null
 * @param leftOut why some fields of the product cannot be sent; document and change are without them. Null if all can
 */
public record Plan(
        ClaimedRow row,
        Action action,
        Document document,
        Document change,
        @Nullable Long wooProductId,
        @Nullable String sku,
        boolean asked,
        @Nullable Refusal refusal,
        @Nullable Refusal leftOut,
        Set<String> emptyFirst) {

    private static final Document NOTHING = new Document(Map.of());

    /** A plan for all fields, of which none is emptied before. */
    public Plan(
            ClaimedRow row,
            Action action,
            Document document,
            Document change,
            @Nullable Long wooProductId,
            @Nullable String sku,
            boolean asked,
            @Nullable Refusal refusal) {
        this(row, action, document, change, wooProductId, sku, asked, refusal, null, Set.of());
    }

    /**
     * Why a product cannot be sent.
     *
     * @param heldBy the store's product that has the SKU, if it is linked to another product of the catalogue
     */
    public record Refusal(
            String code, String message, @Nullable Long heldBy) {

        public Refusal(String code, String message) {
            this(code, message, null);
        }
    }

    /** What a delivery does for a row. */
    public enum Action {
        /** It is claimed: its product must be read, and its document composed. */
        COMPOSE,
        /**
         * Its document is composed: its terms (categories, tags, brands, attributes) must be replaced by ids, then it
         * is decided.
         */
        RESOLVE,
        /** Ask by SKU first, then decide. */
        ASK,
        /** The store shows nothing under the SKU but says that it is taken: search the trash as well. */
        ASK_TRASH,
        /** Read the type of the store's product, and the shop's choices, before it is written to. */
        ASK_TYPE,
        /** A call with images was not answered: read which of them the store shows. */
        ASK_IMAGES,
        /** A call with many updates failed: read which of them the store shows, and at which one the call ended. */
        LOOK,
        /** A call seems to have ended at it: it is sent alone the next time, and the others now. */
        ALONE,
        CREATE,
        UPDATE,
        DRAFT,
        TRASH,
        DELETE,
        /** The store shows it already. */
        NOTHING,
        /** Only the link is deleted. */
        UNLINK,
        /** Another delivery or product has a term, image or value that it needs: it is tried again later. */
        WAIT,
        /** It cannot be sent as it is. */
        REFUSE;

        /** Whether it takes a call. */
        boolean calls() {
            return this == CREATE || this == UPDATE || this == DRAFT || this == TRASH || this == DELETE;
        }
    }

    /** The plan for a row that has just been claimed. */
    public static Plan claimed(ClaimedRow row) {
        return of(row, Action.COMPOSE, NOTHING, NOTHING, row.wooProductId(), row.sku(), false);
    }

    /**
     * The plan for a row whose document is composed. @param fields why some fields of the product cannot be sent; null
     * if all can
     */
    public static Plan composed(ClaimedRow row, Document document, String sku, @Nullable Refusal fields) {
        return of(row, Action.RESOLVE, document, NOTHING, row.wooProductId(), sku, false)
                .without(fields);
    }

    /** A plan without a refusal. */
    public static Plan of(
            ClaimedRow row,
            Action action,
            Document document,
            Document change,
            @Nullable Long wooProductId,
            @Nullable String sku,
            boolean asked) {
        return new Plan(row, action, document, change, wooProductId, sku, asked, null);
    }

    /** The plan for a row whose product cannot be sent. */
    public static Plan refused(ClaimedRow row, @Nullable String sku, String code, String message) {
        return new Plan(
                row, Action.REFUSE, NOTHING, NOTHING, row.wooProductId(), sku, false, new Refusal(code, message));
    }

    public boolean mustResolve() {
        return action == Action.RESOLVE;
    }

    /** What the store is known to show before this is sent: nothing of a product that is new there. */
    public FieldHashes known() {
        return row.isOfImages() || row.wooProductId() != null ? row.shown() : FieldHashes.none();
    }

    /** The fields whose hashes are valid once the store has taken the change. */
    public Document acknowledged() {
        if (row.isOfImages()) {
            return document;
        }
        JsonNode images = document.fields().get(StoreField.IMAGES);
        if (images == null || !concerns(StoreField.IMAGES)) {
            return change;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(change.fields());
        fields.put(StoreField.IMAGES, images); // handed over to their own lane
        return new Document(fields);
    }

    /**
     * What the store shows if it took all but some fields. Images are left out: they are handed over by the settlement.
     */
    public FieldHashes takenWithout(Set<String> fields) {
        return known().with(acknowledged()).without(fields).without(Set.of(StoreField.IMAGES));
    }

    /** The fields whose hashes may be wrong after it was sent, if its result is unknown. */
    Set<String> touched() {
        return row.isOfImages() ? Set.of(StoreField.IMAGES) : change.fields().keySet();
    }

    /**
     * Whether the images of a main row are handed over to their own lane: the mapping and the request both have them.
     */
    public boolean handsOverImages() {
        return !row.isOfImages() && document.fields().containsKey(StoreField.IMAGES) && concerns(StoreField.IMAGES);
    }

    /** Whether the images differ from those of the last time. */
    public boolean hasImagesToSend() {
        return handsOverImages() && !row.shown().shows(document, StoreField.IMAGES);
    }

    private boolean concerns(String field) {
        return row.only().isEmpty() || row.only().contains(field);
    }

    public Plan sending(Document changed) {
        return new Plan(row, action, document, changed, wooProductId, sku, asked, refusal, leftOut, emptyFirst);
    }

    public Plan as(Action changed) {
        return new Plan(row, changed, document, change, wooProductId, sku, asked, refusal, leftOut, emptyFirst);
    }

    /** The same, with some fields left out. If nothing else is to be sent, it becomes a refusal. */
    public Plan without(@Nullable Refusal fields) {
        if (fields == null) {
            return this;
        }
        return action == Action.NOTHING
                ? new Plan(row, Action.REFUSE, document, change, wooProductId, sku, asked, fields, fields, emptyFirst)
                : new Plan(row, action, document, change, wooProductId, sku, asked, refusal, fields, emptyFirst);
    }

    /** The same plan, which waits for a later call. */
    public Plan waiting(Refusal why) {
        return new Plan(row, Action.WAIT, document, change, wooProductId, sku, asked, why, leftOut, Set.of());
    }

    /** The same; these fields are emptied first, so whatever the result, they no longer show their former values. */
    public Plan emptying(Set<String> fields) {
        ClaimedRow unknown = row.showing(row.shown().without(fields));
        return fields.isEmpty()
                ? this
                : new Plan(unknown, action, document, change, wooProductId, sku, asked, refusal, leftOut, fields);
    }

    public boolean mustAsk() {
        return mustAskBySku() || action == Action.ASK_IMAGES;
    }

    /** Whether the store must be asked by SKU, or by id for what it shows. */
    boolean mustAskBySku() {
        return action == Action.ASK || action == Action.ASK_TRASH || action == Action.ASK_TYPE || action == Action.LOOK;
    }

    public boolean mustSend() {
        return action.calls();
    }

    public long key() {
        return row.id();
    }

    /** The operation, as the history and the dead letters name it. */
    public String operation() {
        return switch (action) {
            case CREATE, ASK, ASK_TRASH -> "create";
            case UPDATE, ASK_IMAGES -> "update";
            case DRAFT -> "draft";
            case TRASH -> "trash";
            case DELETE -> "delete";
            case UNLINK -> "unlink";
            case NOTHING, COMPOSE -> "none";
            case REFUSE, RESOLVE, WAIT, ASK_TYPE, LOOK, ALONE -> row.wooProductId() == null ? "create" : "update";
        };
    }
}
