package dev.caravan.platform.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Role;
import dev.caravan.platform.api.JsonBody;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /users}. */
@Component
class UsersEndpoint {

    private final UserService service;
    private final JsonBody json;

    UsersEndpoint(UserService service, JsonBody json) {
        this.service = service;
        this.json = json;
    }

    Page<UserView> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return service.list(caller, Page.Request.of(page, limit));
    }

    UserView get(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        return service.get(caller, id);
    }

    UserView create(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        UserBody user = json.read(body, UserBody.class);
        return service.create(caller, user.username(), Role.of(user.role()), user.password());
    }

    UserView change(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        service.get(caller, id);
        return service.change(caller, id, json.read(body, UserPatch.class));
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        service.delete(caller, id);
    }

    void setPassword(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        service.setPassword(caller, id, json.read(body, PasswordBody.class));
    }
}
