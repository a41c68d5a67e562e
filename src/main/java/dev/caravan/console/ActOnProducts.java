package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Acts on the products that a person has ticked ({@code productId}), or on all that match the filter of a list ({@code all=true}). With a
 * filter for one store it acts in that store, unless {@code connectionIds} names others.
 */
final class ActOnProducts implements Action {

    private static final Shown SHOW = new Shown();
    private static final String ACTION = "action";
    private static final String ALL = "all";
    private static final String PRODUCT = "productId";
    private static final String STORE = "connectionId";
    private static final String STORES = "connectionIds";
    private static final List<String> NUMBERS = List.of(STORE, "familyId", "categoryId");
    private static final List<String> TEXTS = List.of("search", "status", "changedSince");
    private static final int MOST_TICKED = 200;
    private static final int MOST_STORES = 200;

    @Override
    public String operation() {
        return "act-on-products";
    }

    @Override
    public List<String> fields() {
        return List.of(ACTION);
    }

    @Override
    public Map<String, Integer> more() {
        Map<String, Integer> most = new LinkedHashMap<>();
        most.put(PRODUCT, MOST_TICKED);
        most.put(STORES, MOST_STORES);
        Stream.of(List.of(ALL), TEXTS, NUMBERS).flatMap(List::stream).forEach(name -> most.put(name, 1));
        return most;
    }

    @Override
    public Question ask(ApiCalls api, Map<String, String> fields) {
        DryRun found = api.read(operation(), Map.of(), body(fields, true), DryRun.class);
        Verb verb = Verb.of(fields.get(ACTION));
        if (found.rows() == 0) {
            return new Question("Nothing to " + verb.name, List.of(found.nothing()), "", false);
        }
        List<String> will = new ArrayList<>();
        will.add(found.counted());
        will.addAll(found.changed());
        will.addAll(verb.will);
        will.addAll(found.held());
        return new Question(
                verb.title.formatted(found.howMany(), found.where()), will, verb.button, verb == Verb.UNLINK);
    }

    @Override
    public Outcome act(ApiCalls api, Map<String, String> fields) {
        JsonNode job = api.call(operation(), Map.of(), body(fields, false));
        return new Outcome(
                true,
                "It has begun: " + SHOW.count(job.path("products").asLong(), "product")
                        + (job.path("collecting").asBoolean() ? " so far." : "."),
                List.of(),
                new Link("/jobs/" + job.path("id").asText(), "Follow how far it is"));
    }

    private static Map<String, @Nullable Object> body(Map<String, String> fields, boolean dryRun) {
        boolean all = "true".equals(fields.get(ALL));
        String ticked = fields.get(PRODUCT);
        if (all == (ticked != null)) {
            throw new ConsoleProblem(400, "Choose products first: tick some of them, or take all that match.");
        }
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put(ACTION, fields.get(ACTION));
        body.put("dryRun", dryRun);
        if (ticked != null) {
            body.put("productIds", ids(PRODUCT, ticked));
        } else {
            body.put("filter", filter(fields));
        }
        String stores = fields.get(STORES) == null ? fields.get(STORE) : fields.get(STORES);
        body.put(STORES, stores == null ? null : ids(STORES, stores));
        return body;
    }

    private static Map<String, Object> filter(Map<String, String> fields) {
        Map<String, Object> filter = new HashMap<>();
        TEXTS.forEach(name -> present(filter, name, fields.get(name)));
        NUMBERS.forEach(name -> present(
                filter,
                name,
                fields.get(name) == null ? null : ids(name, fields.get(name)).get(0)));
        return filter;
    }

    private static void present(Map<String, Object> filter, String name, @Nullable Object value) {
        if (value != null) {
            filter.put(name, value);
        }
    }

    private static List<Long> ids(String name, String text) {
        try {
            return Stream.of(text.split(",", -1))
                    .map(String::strip)
                    .map(Long::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new ConsoleProblem(400, "The field " + name + " must be a number.");
        }
    }

    /** An action in words. */
    private enum Verb {
        PUSH("push", "Push %s to %s?", "Push now", "All fields are sent again, of products in error as well."),
        EXPORT(
                "export",
                "Export %s to %s?",
                "Export",
                "Products that a store does not have are created there; all fields of the others are sent again."),
        ON(
                "switch on",
                "Switch automatic sync on for %s in %s?",
                "Switch on",
                "Changes are sent by themselves from now on; what was missed is sent now."),
        OFF(
                "switch off",
                "Switch automatic sync off for %s in %s?",
                "Switch off",
                "Later changes are noted, and not sent until it is on again."),
        UNLINK(
                "unlink",
                "Unlink %s from %s?",
                "Unlink",
                "The stores keep the products, and Caravan forgets them there: changes are not sent any more.",
                "A later export finds them again by their SKU.");

        private final String name;
        private final String title;
        private final String button;
        private final List<String> will;

        Verb(String name, String title, String button, String... will) {
            this.name = name;
            this.title = title;
            this.button = button;
            this.will = List.of(will);
        }

        static Verb of(@Nullable String action) {
            return switch (action == null ? "" : action) {
                case "push" -> PUSH;
                case "export" -> EXPORT;
                case "autoSyncOn" -> ON;
                case "autoSyncOff" -> OFF;
                case "unlink" -> UNLINK;
                default -> throw new ConsoleProblem(400, "There is no such action.");
            };
        }
    }
}
