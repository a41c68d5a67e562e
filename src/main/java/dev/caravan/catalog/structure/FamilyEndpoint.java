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

/** Adapter of {@code /families}. */
@Component
class FamilyEndpoint {

    /** Clients send back what they have read. */
    private static final List<String> READ_ONLY = List.of("id", "createdAt", "updatedAt");

    private final Families families;
    private final JsonBody json;

    FamilyEndpoint(Families families, JsonBody json) {
        this.families = families;
        this.json = json;
    }

    Family create(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return families.create(caller.accountId(), json.read(writable(body), FamilyBody.class));
    }

    Page<Family> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return families.list(caller.accountId(), Page.Request.of(page, limit));
    }

    Family show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return families.get(caller.accountId(), id);
    }

    Family change(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        return families.change(caller.accountId(), id, writable(body));
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        families.delete(caller.accountId(), id);
    }

    private static ObjectNode writable(ObjectNode body) {
        return body.remove(READ_ONLY);
    }
}
