package dev.caravan.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every page shows around its content.
 *
 * @param user who is signed in
 * @param needs what a person has to decide
 * @param token against forms of other sites
 * @param address of this page, with its query
 */
record Frame(Me user, Needs needs, String token, String address) {

    /** The answer of {@code show-me}. */
    record Me(@Nullable Long id, @Nullable String username, String role, Account account) {

        /** Whether the person may act. */
        public boolean acts() {
            return !role.equals("viewer");
        }

        /** Whether the person manages connections, users and keys. */
        public boolean manages() {
            return role.equals("admin");
        }

        record Account(long id, String name) {}
    }

    static Frame of(ApiCalls api, String token, String address) {
        return new Frame(api.read("show-me", Map.of(), Me.class), Needs.of(api), token, address);
    }
}
