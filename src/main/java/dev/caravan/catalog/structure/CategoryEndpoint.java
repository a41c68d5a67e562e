package dev.caravan.catalog.structure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.JsonBody;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /categories}. */
@Component
class CategoryEndpoint {

    /** Clients send back what they have read. */
    private static final List<String> READ_ONLY = List.of("id", "path", "createdAt", "updatedAt");

    private final Categories categories;
    private final JsonBody json;

    CategoryEndpoint(Categories categories, JsonBody json) {
        this.categories = categories;
        this.json = json;
    }

    Category create(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return categories.create(caller.accountId(), json.read(writable(body), CategoryBody.class));
    }

    Page<Category> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return categories.list(caller.accountId(), Page.Request.of(page, limit));
    }

    Category show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return categories.get(caller.accountId(), id);
    }

    Category change(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        return categories.change(caller.accountId(), id, writable(body));
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        categories.delete(caller.accountId(), id);
    }

    private static ObjectNode writable(ObjectNode body) {
        return body.remove(READ_ONLY);
    }
}
