package dev.caravan.store.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.IdList;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.store.DeletionGuard;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /integration/woocommerce/connections}. */
@Component
class ConnectionsEndpoint {

    private final ConnectionService service;
    private final ConnectionTable connections;
    private final DeletionGuards guards;
    private final JsonBody json;

    ConnectionsEndpoint(ConnectionService service, ConnectionTable connections, DeletionGuards guards, JsonBody json) {
        this.service = service;
        this.connections = connections;
        this.guards = guards;
        this.json = json;
    }

    /** @param force saves it even if the store doctor would not */
    ConnectionView create(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Body ObjectNode body,
            @Header("force") @Nullable Boolean force) {
        return view(service.create(caller, json.read(body, ConnectionBody.class), isTrue(force)));
    }

    Page<ConnectionView> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("ids") @Nullable String ids,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        Page<Connection> found = connections.page(caller, IdList.of("ids", ids), Page.Request.of(page, limit));
        Map<Long, DeletionGuard> raised = guards.of(
                found.data().stream().map(connection -> connection.store().id()).toList());
        return found.map(connection ->
                ConnectionView.of(connection, raised.get(connection.store().id())));
    }

    ConnectionView get(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return view(service.get(caller, id));
    }

    ConnectionView getDefault(@ExchangeProperty(Caller.PROPERTY) Caller caller) {
        return connections
                .findDefault(caller.accountId())
                .filter(found -> caller.sees(found.store().id()))
                .map(this::view)
                .orElseThrow(() -> ApiException.notFound("A default", "connection"));
    }

    ConnectionView replace(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long id,
            @Body ObjectNode body,
            @Header("force") @Nullable Boolean force) {
        ConnectionBody replacement = json.read(body, ConnectionBody.class);
        return view(service.update(caller, id, before -> replacement, isTrue(force)));
    }

    ConnectionView patch(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("id") long id,
            @Body ObjectNode patch,
            @Header("force") @Nullable Boolean force) {
        return view(service.update(
                caller,
                id,
                before -> json.patch(ConnectionView.asBody(before), patch, ConnectionBody.class),
                isTrue(force)));
    }

    private ConnectionView view(Connection connection) {
        return ConnectionView.of(
                connection, guards.find(connection.store().id()).orElse(null));
    }

    private static boolean isTrue(@Nullable Boolean force) {
        return Boolean.TRUE.equals(force);
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        service.delete(caller, id);
    }

    ConnectionView pause(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return view(service.pause(caller, id));
    }

    ConnectionView resume(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return view(service.resume(caller, id));
    }
}
