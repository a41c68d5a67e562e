package dev.caravan.platform.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.JsonBody;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /api-keys}. */
@Component
class ApiKeysEndpoint {

    private final ApiKeyService service;
    private final JsonBody json;

    ApiKeysEndpoint(ApiKeyService service, JsonBody json) {
        this.service = service;
        this.json = json;
    }

    Page<ApiKeyService.Shown> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return service.list(caller, Page.Request.of(page, limit));
    }

    ApiKeyService.Created create(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return service.create(caller, MeEndpoint.signedIn(), json.read(body, ApiKeyBody.class));
    }

    void revoke(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        service.revoke(caller, id);
    }
}
