package dev.caravan.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Writes that come over the API: slow if asked for, struck by faults, and remembered. */
final class ShopWrites {

    private final Catalogue catalogue;
    private final SandboxFaults faults;
    private final Ring<SandboxWrite> writes = new Ring<>(100_000);

    ShopWrites(Catalogue catalogue, SandboxFaults faults) {
        this.catalogue = catalogue;
        this.faults = faults;
    }

    Ring<SandboxWrite> remembered() {
        return writes;
    }

    ObjectNode create(ObjectNode fields) {
        takeTime();
        faults.strike(Php.text(fields.get("sku")));
        synchronized (catalogue) {
            return remember("create", catalogue.create(fields, false), fields);
        }
    }

    ObjectNode update(long id, ObjectNode fields) {
        takeTime();
        strike(id, fields.get("sku"));
        synchronized (catalogue) {
            return remember("update", catalogue.update(id, fields), fields);
        }
    }

    ObjectNode trash(long id) {
        takeTime();
        strike(id, null);
        synchronized (catalogue) {
            return remember("trash", catalogue.trash(id), Json.object());
        }
    }

    ObjectNode delete(long id) {
        takeTime();
        strike(id, null);
        synchronized (catalogue) {
            return remember("delete", catalogue.delete(id), Json.object());
        }
    }

    private void strike(long id, @Nullable JsonNode sentSku) {
        faults.strike(Php.text(sentSku));
        catalogue
                .table()
                .byId(id)
                .ifPresent(known -> faults.strike(known.path("sku").asText()));
    }

    private void takeTime() {
        long millis = faults.latencyPerItem().toMillis();
        if (millis > 0) {
            Pause.of(millis);
        }
    }

    private ObjectNode remember(String operation, ObjectNode product, ObjectNode fields) {
        writes.add(new SandboxWrite(
                writes.added() + 1,
                product.path("id").asLong(),
                product.path("sku").asText(),
                operation,
                fields.deepCopy()));
        return product;
    }
}
