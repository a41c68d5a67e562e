package dev.caravan.platform.security;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Role;
import dev.caravan.platform.Sql;
import java.util.List;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Adapter of {@code /me}. */
@Component
class MeEndpoint {

    private final Sql sql;

    MeEndpoint(Sql sql) {
        this.sql = sql;
    }

    record Account(long id, String name) {}

    /**
     * @param keyId the API key of the caller; null: the caller is a user @param connectionIds the only ones that it
     * sees; null: all
     */
    record Me(
            @Nullable Long id,
            String username,
            Role role,
            Account account,
            @Nullable Long keyId,
            @Nullable List<Long> connectionIds) {}

    Me show(@ExchangeProperty(Caller.PROPERTY) Caller caller) {
        Account account = sql.statement("platform/show-account")
                .param("accountId", caller.accountId())
                .query(Account.class)
                .single();
        return new Me(
                signedIn().userId(),
                caller.username(),
                caller.role(),
                account,
                signedIn().keyId(),
                caller.connectionIds() == null
                        ? null
                        : caller.connectionIds().stream().sorted().toList());
    }

    /** RestIngress has refused everyone else. */
    static SignedIn signedIn() {
        return (SignedIn) SecurityContextHolder.getContext().getAuthentication().getPrincipal();
    }
}
