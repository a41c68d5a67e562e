package dev.caravan.platform.security;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Sql;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Adapter of {@code /users/{id}/sessions} and {@code /me/sessions}. */
@Component
class SessionsEndpoint {

    private final Sql sql;
    private final Sessions sessions;

    SessionsEndpoint(Sql sql, Sessions sessions) {
        this.sql = sql;
        this.sessions = sessions;
    }

    /** Signs a user of the account out everywhere. @throws ApiException 404 if there is none */
    void endOfUser(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        String username = sql.statement("platform/find-username")
                .param("accountId", caller.accountId())
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> ApiException.notFound("User", id));
        sessions.endAll(username);
    }

    /** Signs the caller out everywhere. */
    void endOwn(@ExchangeProperty(Caller.PROPERTY) Caller caller) {
        sessions.endAll(caller.username());
    }
}
