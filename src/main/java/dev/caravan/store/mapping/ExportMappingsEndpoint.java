package dev.caravan.store.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.store.StoresApi;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code …/connections/{id}/export-mappings} and {@code …/connections/export-mappings/{id}}. */
@Component
class ExportMappingsEndpoint {

    private final ExportMappings mappings;
    private final ExportMappingTable table;
    private final StoresApi stores;
    private final JsonBody json;

    ExportMappingsEndpoint(ExportMappings mappings, ExportMappingTable table, StoresApi stores, JsonBody json) {
        this.mappings = mappings;
        this.table = table;
        this.stores = stores;
        this.json = json;
    }

    ExportMappingView create(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long connectionId, @Body ObjectNode body) {
        stores.get(caller, connectionId);
        return view(caller, mappings.create(caller, connectionId, json.read(body, ExportMappingBody.class)));
    }

    Page<ExportMappingView> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long connectionId,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        stores.get(caller, connectionId);
        SourceNames names = table.names(caller.accountId());
        return table.page(caller.accountId(), connectionId, Page.Request.of(page, limit))
                .map(row -> ExportMappingView.of(row, names));
    }

    ExportMappingView active(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long connectionId) {
        stores.get(caller, connectionId);
        return view(
                caller,
                table.active(caller.accountId(), connectionId)
                        .orElseThrow(
                                () -> ApiException.notFound("An active export mapping of connection", connectionId)));
    }

    ExportMappingView get(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return view(caller, mappings.get(caller, id));
    }

    /** Fields that the body does not name stay as they are. */
    ExportMappingView update(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode patch) {
        SourceNames names = table.names(caller.accountId());
        return view(
                caller,
                mappings.update(
                        caller, id, before -> json.patch(asBody(before, names), patch, ExportMappingBody.class)));
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        mappings.delete(caller, id);
    }

    private static ExportMappingBody asBody(ExportMappingRow before, SourceNames names) {
        ExportMappingView view = ExportMappingView.of(before, names);
        PriceRules prices = before.mapping().prices();
        return new ExportMappingBody(
                view.selectedFields(),
                view.fieldMappings(),
                new ExportMappingBody.Prices(prices.multiplier(), prices.rounding(), null, null),
                view.isActive());
    }

    private ExportMappingView view(Caller caller, ExportMappingRow row) {
        return ExportMappingView.of(row, table.names(caller.accountId()));
    }
}
