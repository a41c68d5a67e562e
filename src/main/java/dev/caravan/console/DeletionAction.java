package dev.caravan.console;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets the deletions of a store go that its guard holds back. */
final class DeletionAction implements Action {

    private static final Shown SHOW = new Shown();

    /** The answer of {@code list-held-deletions}, as far as it is counted. */
    private record Held(Pages pagination) {}

    @Override
    public String operation() {
        return "confirm-deletions";
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        long held =
                api.read("list-held-deletions", fields, Held.class).pagination().total();
        return new Question(
                "Let " + SHOW.count(held, "deletion") + " go to " + StoreActions.name(api, fields) + "?",
                List.of(
                        "The products were deleted in the catalogue, very many at once. The store still has them.",
                        "They are now removed from the store, as its settings say. This cannot be undone here."),
                "Confirm " + SHOW.count(held, "deletion"),
                true);
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        long confirmed = call(api, fields).path("confirmed").asLong();
        if (confirmed == 0) {
            return Outcome.done("No deletion waited any more."
                    + Meanwhile.who(api, fields.getOrDefault("id", ""), Set.of(operation()))
                            .map(name -> " Last confirmed by " + name + ".")
                            .orElse(""));
        }
        return Outcome.done(SHOW.count(confirmed, "deletion") + " confirmed.");
    }
}
