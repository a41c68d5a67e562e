package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is done with dead letters: with one, or with all of a store and a cause. */
enum LetterActions implements Action {
    REPLAY_ONE("replay-dead-letter", true, true),
    DISCARD_ONE("discard-dead-letter", false, true),
    REPLAY_ALL("replay-dead-letters", true, false),
    DISCARD_ALL("discard-dead-letters", false, false);

    private static final String STORE = "connectionId";
    private static final String CODE = "code";
    private static final int CLOSED_ALREADY = 409;
    private static final Shown SHOW = new Shown();

    private final String operation;
    private final boolean replays;
    private final boolean one;

    LetterActions(String operation, boolean replays, boolean one) {
        this.operation = operation;
        this.replays = replays;
        this.one = one;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public List<String> fields() {
        return one ? List.of("id") : List.of(STORE, CODE);
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        if (one) {
            api.read("show-dead-letter", fields, Letters.Letter.class); // otherwise there is nothing to ask about
        } else {
            api.read("show-connection", Map.of("id", fields.getOrDefault(STORE, "")), StoreNames.Named.class);
        }
        long letters = one ? 1 : counted(api, fields, true).path("count").asLong();
        if (letters == 0) {
            return new Question(
                    "No dead letter of this cause is open",
                    List.of("They were replayed or discarded meanwhile, or there never was one." + last(api, fields)),
                    "",
                    false);
        }
        String products = one ? "this product" : "all " + SHOW.count(letters, "product");
        if (replays) {
            return new Question(
                    "Replay " + products + "?",
                    List.of(
                            "The newest state of each is sent to the store again.",
                            "If the cause is still there, the dead letter comes back."),
                    one ? "Replay" : "Replay all " + SHOW.number(letters),
                    false);
        }
        return new Question(
                "Discard the dead " + (one ? "letter" : "letters of " + products) + "?",
                List.of(
                        "Nothing is sent: the store keeps what it shows.",
                        "A later change of a product is sent as usual."),
                one ? "Discard" : "Discard all " + SHOW.number(letters),
                true);
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        if (one) {
            return one(api, fields);
        }
        JsonNode closed = counted(api, fields, false);
        String letters = SHOW.count(closed.path("count").asLong(), "dead letter");
        if (closed.path("count").asLong() == 0) {
            return Outcome.done("No dead letter was left." + last(api, fields));
        }
        long unlinked = closed.path("unlinked").asLong();
        return Outcome.done(letters
                + (replays ? " replayed" : " discarded")
                + (unlinked == 0 ? "." : "; " + SHOW.count(unlinked, "product") + " no longer in the store."));
    }

    private Outcome one(ApiCalls api, Map<String, String> fields) {
        try {
            call(api, fields);
        } catch (ConsoleProblem problem) {
            if (problem.status() != CLOSED_ALREADY) {
                throw problem;
            }
            Letters.Letter letter = api.read("show-dead-letter", fields, Letters.Letter.class);
            boolean wished = letter.state().equals(replays ? "replayed" : "discarded");
            return new Outcome(wished, "The dead letter was closed already: " + letter.end() + ".", List.of());
        }
        return Outcome.done(replays ? "The product is sent again." : "The dead letter is discarded.");
    }

    private static String last(ApiCalls api, Map<String, String> fields) {
        Map<String, Object> wanted = new HashMap<>(fields);
        wanted.put("state", "all");
        wanted.put("limit", 1);
        return api.read("list-dead-letters", wanted, Letters.Listed.class).data().stream()
                .filter(letter -> !letter.isOpen())
                .findFirst()
                .map(letter -> " The newest was " + letter.end() + ".")
                .orElse("");
    }

    private JsonNode counted(ApiCalls api, Map<String, String> fields, boolean dryRun) {
        Map<String, Object> filter = new HashMap<>(fields);
        filter.put("dryRun", dryRun);
        return api.call(operation, Map.of(), filter);
    }
}
