package dev.caravan.console;

import java.util.List;
import java.util.Map;

/** Deletes the mapping of a store, so that it shows everything again. */
final class MappingAction implements Action {

    /** The answer of {@code show-export-mapping}, as far as a question needs it. */
    private record Mapping(long connectionId) {}

    @Override
    public String operation() {
        return "delete-export-mapping";
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        long store = api.read("show-export-mapping", fields, Mapping.class).connectionId();
        String name = StoreActions.name(api, Map.of("id", Long.toString(store)));
        return new Question(
                "Send every field to " + name + " again?",
                List.of(
                        "The mapping of this store is deleted. All fields go to their usual places, at the catalogue's prices.",
                        "All its products are pending then, and what differs is sent."),
                "Delete the mapping",
                true);
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        call(api, fields);
        return Outcome.done("The mapping is deleted; every field is sent.");
    }
}
