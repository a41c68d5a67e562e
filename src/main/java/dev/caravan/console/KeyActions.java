package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is done with API keys, and with the key that seals the credentials of stores. */
enum KeyActions implements AdminAction {
    CREATE("create-api-key", "name", "role", "expiresAt", "store") {
        @Override
        public List<String> fields() {
            return List.of();
        }

        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            Map<String, String> stores = new LinkedHashMap<>();
            stores.put("", "all stores, also later ones");
            api.read("list-connections", Map.of("limit", MOST_STORES), Stores.class)
                    .data()
                    .forEach(store -> stores.put(String.valueOf(store.id()), "only " + store.storeName()));
            return new Question(
                    "Create an API key",
                    List.of("The key is shown once, so have the program at hand that needs it."),
                    "Create key",
                    false,
                    List.of(
                            Input.text("name", "Name", "What will use it, such as erp or backup"),
                            Input.choice("role", "Role", UserActions.ROLES, "operator"),
                            new Input(
                                    "expiresAt",
                                    "Valid until",
                                    "date",
                                    "The end of that day in UTC; empty: until it is revoked",
                                    Map.of(),
                                    ""),
                            Input.choice("store", "Stores", stores, "")));
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            Map<String, Object> body = new HashMap<>(fields);
            body.computeIfPresent("expiresAt", (name, day) -> day + "T23:59:59Z");
            String store = fields.getOrDefault("store", "");
            body.remove("store");
            if (!store.isEmpty()) {
                body.put("connectionIds", List.of(NUMBER.matcher(store).matches() ? Long.valueOf(store) : store));
            }
            JsonNode key = api.call(operation(), Map.of(), body);
            return new Outcome(
                    true,
                    "The key " + key.path("name").asText() + " was created. Copy it now: it is never shown again.",
                    List.of(),
                    null,
                    key.path("key").asText());
        }
    },
    REVOKE("revoke-api-key") {
        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            return new Question(
                    "Revoke the API key "
                            + find(api, fields.getOrDefault("id", "")).name() + "?",
                    List.of(
                            "Whatever uses the key is refused from now on. This cannot be undone; a new key can be made."),
                    "Revoke",
                    true);
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            call(api, fields);
            return Outcome.done("The key is revoked.");
        }
    },
    ROTATE("rotate-keys") {
        @Override
        public List<String> fields() {
            return List.of();
        }

        @Override
        public String home(Map<String, String> fields) {
            return "/admin/service";
        }

        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            return new Question(
                    "Seal all credentials again?",
                    List.of(
                            "The keys of all stores are sealed with the newest secret key. The stores notice nothing.",
                            "Do this after a new secret key was added; the former one can be taken away when it is done."),
                    "Seal again",
                    false);
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            call(api, fields);
            return Outcome.done("The credentials are being sealed again. The page shows how far it is.");
        }
    };

    private static final int MOST_STORES = 100;
    private static final int AT_ONCE = 100;
    /** The API shows no more of a list. */
    private static final int MOST_PAGES = 100;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final String operation;
    private final List<String> typed;

    KeyActions(String operation, String... typed) {
        this.operation = operation;
        this.typed = List.of(typed);
    }

    /** The answer of {@code list-connections}, as far as a choice needs it. */
    record Stores(List<Store> data) {}

    record Store(long id, String storeName) {}

    /** The answer of {@code list-api-keys}. */
    record Keys(List<Key> data, Pages pagination) {}

    /** @param connectionIds null: all */
    record Key(
            long id,
            String name,
            String role,
            @Nullable List<Long> connectionIds,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** @throws ConsoleProblem 404 */
    private static Key find(ApiCalls api, String id) {
        Keys keys;
        int page = 0;
        do {
            page++;
            keys = api.read("list-api-keys", Map.of("page", page, "limit", AT_ONCE), Keys.class);
            for (Key key : keys.data()) {
                if (String.valueOf(key.id()).equals(id)) {
                    return key;
                }
            }
        } while (keys.pagination().hasNext() && page < MOST_PAGES);
        throw new ConsoleProblem(404, "There is no API key " + id + ".");
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public List<String> typed() {
        return typed;
    }

    @Override
    public String home(Map<String, String> fields) {
        return "/admin/keys";
    }
}
