package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.Ring;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sandbox.fault.Pause;
import dev.caravan.sandbox.fault.SandboxFaults;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.php.PhpFatal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes over the API, with the configured delays and faults; they are recorded. All of them return the product as the
 * answer shows it; a deleted product as it was before.
 */
public final class ShopWrites {

    private final Catalogue catalogue;
    private final ProductShape shape;
    private final SandboxFaults faults;
    private final Ring<SandboxWrite> writes = new Ring<>(100_000);

    public ShopWrites(Catalogue catalogue, ProductShape shape, SandboxFaults faults) {
        this.catalogue = catalogue;
        this.shape = shape;
        this.faults = faults;
    }

    public Ring<SandboxWrite> remembered() {
        return writes;
    }

    ObjectNode create(ObjectNode fields) {
        if (faults.takeHalf(Php.text(fields.get("sku")))) {
            ObjectNode half = fields.deepCopy().retain("name", "sku");
            put("create", 0, half, () -> catalogue.create(half, false));
            throw PhpFatal.ofPlugin();
        }
        return put("create", 0, fields, () -> catalogue.create(priced(fields), false));
    }

    private ObjectNode priced(ObjectNode fields) {
        String price = faults.priceOf(Php.text(fields.get("sku")));
        return price == null ? fields : fields.deepCopy().put("regular_price", price);
    }

    ObjectNode update(long id, ObjectNode fields) {
        return put("update", id, fields, () -> catalogue.update(id, fields));
    }

    ObjectNode trash(long id) {
        return take("trash", id, () -> catalogue.table().byId(id), () -> catalogue.trash(id));
    }

    ObjectNode delete(long id) {
        return take("delete", id, () -> catalogue.table().byId(id), () -> catalogue.delete(id));
    }

    ObjectNode createVariation(long parent, ObjectNode fields) {
        return put("create", 0, fields, () -> catalogue.ofVariations(v -> v.create(parent, fields, false)));
    }

    ObjectNode updateVariation(long parent, long id, ObjectNode fields) {
        return put("update", id, fields, () -> catalogue.ofVariations(v -> v.update(parent, id, fields)));
    }

    ObjectNode trashVariation(long parent, long id) {
        return takeVariation("trash", parent, id, variations -> variations.trash(parent, id));
    }

    ObjectNode deleteVariation(long parent, long id) {
        return takeVariation("delete", parent, id, variations -> variations.delete(parent, id));
    }

    private ObjectNode takeVariation(String operation, long parent, long id, Function<Variations, ObjectNode> write) {
        return take(operation, id, () -> catalogue.table().variation(parent, id), () -> catalogue.ofVariations(write));
    }

    private ObjectNode put(String operation, long id, ObjectNode fields, Supplier<ObjectNode> write) {
        takeTime();
        strike(id, fields);
        synchronized (catalogue) {
            ObjectNode stored = write.get();
            remember(operation, stored, fields);
            return shown(stored);
        }
    }

    /** Builds the answer before the deletion: a product shows its variations, which are deleted with it. */
    private ObjectNode take(
            String operation, long id, Supplier<Optional<ObjectNode>> known, Supplier<ObjectNode> write) {
        takeTime();
        strike(id, Json.object());
        synchronized (catalogue) {
            Optional<ObjectNode> before = known.get().map(this::shown);
            ObjectNode stored = write.get();
            remember(operation, stored, Json.object());
            return before.orElseGet(() -> shown(stored));
        }
    }

    private ObjectNode shown(ObjectNode stored) {
        return ProductTable.isVariation(stored) ? shape.variations().edit(stored) : shape.edit(stored);
    }

    private void strike(long id, ObjectNode sent) {
        ObjectNode known = catalogue.table().byId(id).orElseGet(Json::object);
        String price = Php.text((sent.has("regular_price") ? sent : known).get("regular_price"));
        faults.strike(Php.text(sent.get("sku")), price);
        if (known.has("sku")) {
            faults.strike(known.path("sku").asText(), price);
        }
    }

    private void takeTime() {
        long millis = faults.latencyPerItem().toMillis();
        if (millis > 0) {
            Pause.of(millis);
        }
    }

    private void remember(String operation, ObjectNode stored, ObjectNode fields) {
        writes.add(new SandboxWrite(
                writes.added() + 1,
                stored.path("id").asLong(),
                ProductTable.isVariation(stored) ? stored.path("parent_id").asLong() : 0,
                stored.path("sku").asText(),
                operation,
                fields.deepCopy(),
                Instant.now()));
    }
}
