package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is done with one store. */
enum StoreActions implements Action {
    PAUSE("pause-connection") {
        @Override
        Question question(Stats stats, String name) {
            return new Question(
                    "Pause " + name + "?",
                    List.of(
                            "Nothing is sent to the store until it is resumed.",
                            "Changes are kept meanwhile, and the newest state of each product is sent then."),
                    "Pause",
                    false);
        }

        @Override
        Optional<String> already(ApiCalls api, Map<String, String> fields, JsonNode health) {
            return health.path("reason").asText().equals("paused")
                    ? Optional.of("was paused already. " + text(health.path("detail")) + ".")
                    : Optional.empty();
        }

        @Override
        Outcome outcome(JsonNode answer, String name) {
            return Outcome.done(name + " is paused.");
        }
    },
    RESUME("resume-connection") {
        @Override
        Question question(Stats stats, String name) {
            return new Question(
                    "Resume " + name + "?",
                    List.of("Its hold ends now, and " + new Shown().count(stats.pendingProducts(), "pending product")
                            + " can be sent."),
                    "Resume",
                    false);
        }

        @Override
        Optional<String> already(ApiCalls api, Map<String, String> fields, JsonNode health) {
            if (health.hasNonNull("reason")) {
                return Optional.empty();
            }
            String who = Meanwhile.who(api, fields.getOrDefault("id", ""), Set.of(operation()))
                    .map(name -> " Last resumed by " + name + ".")
                    .orElse("");
            return Optional.of("is not on hold any more." + who);
        }

        @Override
        Outcome outcome(JsonNode answer, String name) {
            return Outcome.done(name + " is resumed.");
        }
    },
    PUSH("push-connection") {
        @Override
        Question question(Stats stats, String name) {
            return new Question(
                    "Push what is due to " + name + "?",
                    List.of(
                            new Shown().count(stats.pendingProducts(), "product") + " of this store "
                                    + (stats.pendingProducts() == 1 ? "is" : "are") + " pending.",
                            "Those that wait for a retry are sent now."),
                    "Push now",
                    false);
        }

        @Override
        Outcome outcome(JsonNode answer, String name) {
            long hastened = answer.path("hastened").asLong();
            return Outcome.done(
                    hastened == 0
                            ? "Nothing waited for a retry in " + name + "; what is pending is on its way."
                            : new Shown().count(hastened, "change") + " to " + name + " no longer "
                                    + (hastened == 1 ? "waits" : "wait") + " for a retry.");
        }
    },
    TEST("test-connection") {
        @Override
        Question question(Stats stats, String name) {
            return new Question(
                    "Test " + name + "?",
                    List.of(
                            "The store is asked whether address, key and settings are right. Nothing in it changes.",
                            "This may take half a minute. If the store was on hold for its key and takes it now, the hold ends."),
                    "Test",
                    false);
        }

        @Override
        Outcome outcome(JsonNode answer, String name) {
            boolean well = answer.path("success").asBoolean();
            List<Point> points = new ArrayList<>();
            answer.path("checks").forEach(check -> points.add(StoreActions.point(check)));
            return new Outcome(well, well ? name + " passes the test." : name + " does not pass the test.", points);
        }
    },
    DISCONNECT("delete-connection") {
        @Override
        Question question(Stats stats, String name) {
            return new Question(
                    "Disconnect " + name + "?",
                    List.of(
                            "Nothing is sent to the store any more. The store keeps its products as they are.",
                            "Caravan forgets which of its products are which ("
                                    + new Shown().count(stats.totalProducts(), "link")
                                    + "), its keys, its mapping and what needs attention there. This cannot be undone.",
                            "To stop for a while only, pause it instead."),
                    "Disconnect",
                    true);
        }

        @Override
        Outcome outcome(JsonNode answer, String name) {
            return Outcome.done(name + " is disconnected.");
        }
    };

    private final String operation;

    StoreActions(String operation) {
        this.operation = operation;
    }

    /** The answer of {@code show-stats}, as far as a question needs it. */
    record Stats(long totalProducts, long pendingProducts) {}

    abstract Question question(Stats stats, String name);

    abstract Outcome outcome(JsonNode answer, String name);

    /** What there is to say if another person has done it meanwhile, without the name of the store. */
    Optional<String> already(ApiCalls api, Map<String, String> fields, JsonNode health) {
        return Optional.empty();
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        return question(api.read("show-stats", fields, Stats.class), name(api, fields));
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        JsonNode store = api.call("show-connection", fields, null); // afterwards it may be gone
        String name = store.path("storeName").asText();
        return already(api, fields, store.path("health"))
                .map(words -> Outcome.done(name + " " + words))
                .orElseGet(() -> outcome(call(api, fields), name));
    }

    static String name(ApiCalls api, Map<String, String> fields) {
        return api.call("show-connection", fields, null).path("storeName").asText();
    }

    private static Point point(JsonNode check) {
        String tone = check.path("ok").asBoolean() ? "ok" : "bad";
        return new Point(tone, text(check.path("detail")), text(check.path("remedy")));
    }

    private static String text(JsonNode text) {
        return text.isNull() ? "" : text.asText();
    }
}
