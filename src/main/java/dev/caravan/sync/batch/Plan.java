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
 * What is to be done for one claimed row.
 *
 * @param document all that the store should show; empty where the product is to be removed
 * @param change what is sent: the whole document for a create, the delta for an update; empty for the rest
 * @param wooProductId the store's product; null for a create
 * @param asked whether the store was asked by SKU in this round
 * @param emptyFirst unique fields that are emptied by an update of their own before, in the same call
 * @param refusal why nothing can be sent, of {@link Action#REFUSE} and perhaps of {@link Action#WAIT}; else null
 * @param leftOut why some fields of the product cannot be sent; the document and what is sent are without them. Null if all can
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

    /** What a round does for a row. */
    public enum Action {
        /** It is claimed: its product has to be read, and its document composed. */
        COMPOSE,
        /** Its document is composed: its terms (categories, tags, brands, attributes) have to become ids, then it is decided. */
        RESOLVE,
        /** Ask by SKU first, then decide. */
        ASK,
        /** The store has nothing under the SKU and says that it is taken: look in the trash as well. */
        ASK_TRASH,
        /** See which type the store's product has, and which choices of the shop's, before it is written to. */
        ASK_TYPE,
        /** A call that brought images was not answered: see which of them the store shows. */
        ASK_IMAGES,
        /** See what became of a call of many updates that failed, and which of them was its end. */
        LOOK,
        /** It seems to have been the end of a call: it goes alone the next time, and the others now. */
        ALONE,
        CREATE,
        UPDATE,
        DRAFT,
        TRASH,
        DELETE,
        /** The store shows it already. */
        NOTHING,
        /** Only the link goes. */
        UNLINK,
        /** Another transaction holds what it needs, and may be about to let it go: tried again later. */
        WAIT,
        /** It cannot be sent as it is. */
        REFUSE;

        /** Whether it takes a call. */
        boolean calls() {
            return this == CREATE || this == UPDATE || this == DRAFT || this == TRASH || this == DELETE;
        }
    }

    /** For a row that has just been claimed. */
    public static Plan claimed(ClaimedRow row) {
        return of(row, Action.COMPOSE, NOTHING, NOTHING, row.wooProductId(), row.sku(), false);
    }

    /** For a row whose document is composed. @param fields why some fields of the product cannot be sent; null if all can */
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

    /** For a row whose product cannot be sent. */
    public static Plan refused(ClaimedRow row, @Nullable String sku, String code, String message) {
        return new Plan(
                row, Action.REFUSE, NOTHING, NOTHING, row.wooProductId(), sku, false, new Refusal(code, message));
    }

    public boolean mustResolve() {
        return action == Action.RESOLVE;
    }

    /** What the store is known to show before this is sent: of a product that is new there, nothing. */
    public FieldHashes known() {
        return row.isOfImages() || row.wooProductId() != null ? row.shown() : FieldHashes.none();
    }

    /** The hashes of these fields are true once the store has taken it. */
    public Map<String, JsonNode> acknowledged() {
        if (row.isOfImages()) {
            return document.fields();
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(change.fields());
        JsonNode images = document.fields().get(StoreField.IMAGES);
        if (images != null && concerns(StoreField.IMAGES)) {
            fields.put(StoreField.IMAGES, images); // handed over to their own lane
        }
        return fields;
    }

    /** What the store shows if it took all but some fields. Images are handed over with the settlement that ends it, not yet. */
    public FieldHashes takenWithout(Set<String> fields) {
        return known().with(acknowledged()).without(fields).without(Set.of(StoreField.IMAGES));
    }

    /** The hashes of these fields may be wrong after it was sent, if nobody knows what became of it. */
    Set<String> touched() {
        return row.isOfImages() ? Set.of(StoreField.IMAGES) : change.fields().keySet();
    }

    /** A main row whose images are handed over to their own lane: the mapping has them, and what was asked for as well. */
    public boolean handsOverImages() {
        return !row.isOfImages() && document.fields().containsKey(StoreField.IMAGES) && concerns(StoreField.IMAGES);
    }

    /** They are not those of the last time. */
    public boolean hasImagesToSend() {
        JsonNode images = document.fields().get(StoreField.IMAGES);
        return handsOverImages() && images != null && !row.shown().shows(StoreField.IMAGES, images);
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

    /** The same, with some fields left out. Where nothing else is to be sent, that is all there is to say. */
    public Plan without(@Nullable Refusal fields) {
        if (fields == null) {
            return this;
        }
        return action == Action.NOTHING
                ? new Plan(row, Action.REFUSE, document, change, wooProductId, sku, asked, fields, fields, emptyFirst)
                : new Plan(row, action, document, change, wooProductId, sku, asked, refusal, fields, emptyFirst);
    }

    /** Not in this call. */
    public Plan waiting(Refusal why) {
        return new Plan(row, Action.WAIT, document, change, wooProductId, sku, asked, why, leftOut, Set.of());
    }

    /** The same; whatever becomes of it, these fields do not show what they did. */
    public Plan emptying(Set<String> fields) {
        ClaimedRow unknown = row.showing(row.shown().without(fields));
        return fields.isEmpty()
                ? this
                : new Plan(unknown, action, document, change, wooProductId, sku, asked, refusal, leftOut, fields);
    }

    public boolean mustAsk() {
        return mustAskBySku() || action == Action.ASK_IMAGES;
    }

    /** Asked by SKU, or by id what it shows. */
    boolean mustAskBySku() {
        return action == Action.ASK || action == Action.ASK_TRASH || action == Action.ASK_TYPE || action == Action.LOOK;
    }

    public boolean mustSend() {
        return action.calls();
    }

    public long key() {
        return row.id();
    }

    /** What was tried, as the history and the dead letters name it. */
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
