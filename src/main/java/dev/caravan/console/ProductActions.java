package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done with one product in one store. */
enum ProductActions implements Action {
    /** Pushes, exports to a store that does not have it, or switches automatic sync. */
    PUSH("push-product") {

        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            Question asked = super.ask(api, fields);
            Connection connection = api.read("show-connection", Map.of("id", id(fields)), Connection.class);
            if (!sends(fields) || connection.health().state().equals("ok")) {
                return asked;
            }
            List<String> will = new ArrayList<>(asked.will());
            will.add(connection.storeName() + " is on hold: it is sent when the hold ends.");
            return new Question(asked.title(), will, asked.button(), asked.harms());
        }

        @Override
        public List<String> fields() {
            return List.of("id", "productId", WHAT);
        }

        @Override
        Question question(Map<String, String> fields, String product, String store) {
            return switch (fields.getOrDefault(WHAT, "")) {
                case "now" ->
                    new Question(
                            "Push " + product + " to " + store + "?",
                            List.of(
                                    "All of its fields are sent now, also if it waits or was refused before.",
                                    "A product goes with its variants, and a variant with its product."),
                            "Push now",
                            false);
                case "export" ->
                    new Question(
                            "Export " + product + " to " + store + "?",
                            List.of(
                                    "It is created there, or found by its SKU. From then on its changes are sent by themselves.",
                                    "A product goes with its variants, and a variant with its product."),
                            "Export",
                            false);
                case "on" ->
                    new Question(
                            "Switch automatic sync of " + product + " on in " + store + "?",
                            List.of("Changes are sent by themselves again, and those that were missed as well."),
                            "Switch on",
                            false);
                case "off" ->
                    new Question(
                            "Switch automatic sync of " + product + " off in " + store + "?",
                            List.of("The store keeps what it shows. Changes are noted, and sent when a person pushes"
                                    + " the product or switches automatic sync on."),
                            "Switch off",
                            false);
                default -> throw new ConsoleProblem(400, "The field " + WHAT + " must be now, export, on or off.");
            };
        }

        /** Whether it is sent now; otherwise only a switch is changed. */
        private static boolean sends(Map<String, String> fields) {
            return List.of("now", "export").contains(fields.getOrDefault(WHAT, ""));
        }

        @Override
        @Nullable Object body(Map<String, String> fields) {
            return sends(fields) ? null : Map.of("autoSync", "on".equals(fields.get(WHAT)));
        }

        @Override
        Outcome outcome(Map<String, String> fields, JsonNode answer, String product, String store) {
            if (!sends(fields)) {
                return Outcome.done(
                        "Automatic sync of " + product + " is " + fields.getOrDefault(WHAT, "") + " in " + store + ".");
            }
            if (answer.path("success").asBoolean()) {
                return Outcome.done(store + " shows the newest state of " + product + ".");
            }
            JsonNode result = answer.path("results").path(0);
            return result.isMissingNode()
                    ? new Outcome(
                            true,
                            product + " is on its way to " + store + ".",
                            List.of(),
                            new Link(
                                    "/products/" + productId(fields) + "#in-" + id(fields),
                                    "Its state there changes when the store has answered"))
                    : new Outcome(
                            false,
                            store + " did not take " + product + ".",
                            List.of(new Point("bad", result.path("message").asText(), "")));
        }
    },
    UNLINK("remove-product") {

        @Override
        Question question(Map<String, String> fields, String product, String store) {
            return new Question(
                    "Unlink " + product + " from " + store + "?",
                    List.of(
                            "The store keeps the product as it is, and Caravan forgets it there: changes are not sent any more.",
                            "A later push or export finds it again by its SKU."),
                    "Unlink",
                    true);
        }

        @Override
        Outcome outcome(Map<String, String> fields, JsonNode answer, String product, String store) {
            return Outcome.done(product + " is unlinked from " + store + ".");
        }
    };

    private static final String WHAT = "what";

    /** The answer of {@code show-connection}, as far as a question needs it. */
    private record Connection(String storeName, Health health) {}

    private final String operation;

    ProductActions(String operation) {
        this.operation = operation;
    }

    abstract Question question(Map<String, String> fields, String product, String store);

    abstract Outcome outcome(Map<String, String> fields, JsonNode answer, String product, String store);

    @Nullable Object body(Map<String, String> fields) {
        return null;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public List<String> fields() {
        return List.of("id", "productId");
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        return question(fields, product(api, fields), store(api, fields));
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        String product = product(api, fields);
        String store = store(api, fields);
        question(fields, product, store); // refuses what cannot be asked
        Map<String, Object> parameters = this == UNLINK
                ? Map.of("id", id(fields), "productId", productId(fields), "keep", true)
                : Map.of("id", id(fields), "productId", productId(fields), "Prefer", "respond-async");
        return outcome(fields, api.call(operation, parameters, body(fields)), product, store);
    }

    private static String product(ApiCalls api, Map<String, String> fields) {
        return api.call("show-product", Map.of("id", productId(fields)), null)
                .path("name")
                .asText();
    }

    private static String store(ApiCalls api, Map<String, String> fields) {
        return StoreActions.name(api, Map.of("id", id(fields)));
    }

    private static String id(Map<String, String> fields) {
        return String.valueOf(fields.get("id"));
    }

    private static String productId(Map<String, String> fields) {
        return String.valueOf(fields.get("productId"));
    }
}
