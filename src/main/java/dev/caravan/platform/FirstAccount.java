package dev.caravan.platform;

import org.springframework.stereotype.Component;

/** The account that the first start creates. */
@Component
public class FirstAccount {

    /** The order of the runner that creates it; runners that need it have a later order. */
    public static final int ORDER = 10;

    private final Sql sql;

    FirstAccount(Sql sql) {
        this.sql = sql;
    }

    /** Its admin, for work that no API call requested. */
    public Caller admin() {
        return sql.statement("platform/find-first-admin")
                .query((row, number) -> new Caller(
                        row.getLong("account_id"), row.getString("username"), Role.of(row.getString("role"))))
                .single();
    }
}
