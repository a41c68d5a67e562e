package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What people do with the filters that they keep for themselves; viewers as well. */
enum FilterActions implements Action {
    SAVE("save-filter", "page", "query") {
        @Override
        public List<String> typed() {
            return List.of(NAME);
        }

        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            return new Question(
                    "Save this filter?",
                    List.of("It is kept for you alone, as a link above the list."),
                    "Save",
                    false,
                    List.of(Input.text(NAME, "Name", "At most 100 characters")));
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            JsonNode saved = api.call(
                    operation(),
                    Map.of(),
                    Map.of(
                            PAGE,
                            fields.getOrDefault(PAGE, ""),
                            "query",
                            fields.getOrDefault("query", ""),
                            NAME,
                            fields.getOrDefault(NAME, "").strip()));
            return Outcome.done("The filter is saved as " + saved.path(NAME).asText() + ".");
        }
    },
    DELETE("delete-saved-filter", "id", "page") {
        @Override
        public Question ask(ApiCalls api, Map<String, String> fields) {
            String id = fields.getOrDefault("id", "");
            String name = SavedFilters.of(api, fields.getOrDefault(PAGE, "")).data().stream()
                    .filter(filter -> String.valueOf(filter.id()).equals(id))
                    .findFirst()
                    .orElseThrow(() -> new ConsoleProblem(404, "You have no saved filter " + id + "."))
                    .name();
            return new Question(
                    "Delete the saved filter " + name + "?", List.of("All else stays as it is."), "Delete", true);
        }

        @Override
        public Outcome act(ApiCalls api, Map<String, String> fields) {
            api.call(operation(), Map.of("id", fields.getOrDefault("id", "")), null);
            return Outcome.done("The saved filter is deleted.");
        }
    };

    private static final String NAME = "name";
    private static final String PAGE = "page";

    private final String operation;
    private final List<String> fields;

    FilterActions(String operation, String... fields) {
        this.operation = operation;
        this.fields = List.of(fields);
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public List<String> fields() {
        return fields;
    }

    @Override
    public boolean allows(Frame.Me user) {
        return true;
    }

    @Override
    public String home(Map<String, String> fields) {
        return "history".equals(fields.get(PAGE)) ? "/history" : "/products";
    }
}
