package dev.caravan.sync.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.JsonBody;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /saved-filters}. */
@Component
class SavedFiltersEndpoint {

    private final SavedFilters filters;
    private final JsonBody json;

    SavedFiltersEndpoint(SavedFilters filters, JsonBody json) {
        this.filters = filters;
        this.json = json;
    }

    Page<SavedFilters.SavedFilter> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("filterOf") @Nullable String of,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        if (of != null && !of.matches(SavedFilterBody.PAGE)) {
            throw ApiException.invalid("filterOf", SavedFilterBody.PAGE_RULE);
        }
        return filters.list(caller, of, Page.Request.of(page, limit));
    }

    SavedFilters.SavedFilter save(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return filters.save(caller, json.read(body, SavedFilterBody.class));
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        filters.delete(caller, id);
    }
}
