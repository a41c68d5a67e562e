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

/** Adapter of {@code /attributes}. */
@Component
class AttributeEndpoint {

    /** Clients send back what they have read. */
    private static final List<String> READ_ONLY = List.of("id", "createdAt", "updatedAt");

    private final Attributes attributes;
    private final JsonBody json;

    AttributeEndpoint(Attributes attributes, JsonBody json) {
        this.attributes = attributes;
        this.json = json;
    }

    Attribute create(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return attributes.create(caller.accountId(), json.read(writable(body), AttributeBody.class));
    }

    Page<Attribute> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return attributes.list(caller.accountId(), Page.Request.of(page, limit));
    }

    Attribute show(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return attributes.get(caller.accountId(), id);
    }

    Attribute change(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        return attributes.change(caller.accountId(), id, writable(body));
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        attributes.delete(caller.accountId(), id);
    }

    private static ObjectNode writable(ObjectNode body) {
        return body.remove(READ_ONLY);
    }
}
