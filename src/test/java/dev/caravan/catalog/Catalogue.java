package dev.caravan.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what catalogue tests need; every SKU and name is new, because tests share a database. */
@TestComponent
@Lazy
public class Catalogue {

    /** A row of {@code product_event}. */
    public record Event(String kind, List<String> fields) {}

    private static final AtomicLong COUNT = new AtomicLong();

    private final Api api;
    private final JdbcClient jdbc;

    Catalogue(Api api, JdbcClient jdbc) {
        this.api = api;
        this.jdbc = jdbc;
    }

    public String unique(String prefix) {
        return prefix + "-" + COUNT.incrementAndGet();
    }

    public JsonNode product(String moreFields) {
        String sku = unique("sku");
        String more = moreFields.isEmpty() ? "" : ", " + moreFields;
        return api.post("/products", "{\"sku\": \"" + sku + "\", \"name\": \"Product " + sku + "\"" + more + "}")
                .expect(201)
                .json();
    }

    public JsonNode attribute(String type, String... options) {
        String list = options.length == 0 ? "" : ", \"options\": [\"" + String.join("\", \"", options) + "\"]";
        return api.post(
                        "/attributes",
                        "{\"name\": \"" + unique("Attribute") + "\", \"type\": \"" + type + "\"" + list + "}")
                .expect(201)
                .json();
    }

    public JsonNode family(String attributes) {
        return api.post("/families", "{\"name\": \"" + unique("Family") + "\", \"attributes\": [" + attributes + "]}")
                .expect(201)
                .json();
    }

    /** Events of a product, oldest first. */
    public List<Event> events(long productId) {
        return jdbc.sql("SELECT kind, changed_fields FROM product_event WHERE product_id = :id ORDER BY id")
                .param("id", productId)
                .query((row, number) -> new Event(row.getString("kind"), List.of((String[])
                        row.getArray("changed_fields").getArray())))
                .list();
    }

    /** The admin's account. */
    public long account() {
        return jdbc.sql("SELECT account_id FROM app_user WHERE username = 'admin'")
                .query(Long.class)
                .single();
    }

    /** The newest event of a product. */
    public Event lastEvent(long productId) {
        List<Event> events = events(productId);
        return events.get(events.size() - 1);
    }
}
