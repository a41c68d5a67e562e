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

    /** The answer of a dry run. */
    record Cost(
            long products,
            long rows,
            long calls,
            long images,
            long seconds,
            boolean isLowerBound,
            int storeCount,
            List<InStore> stores) {

        record InStore(String storeName, boolean held) {}
    }

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
        Cost cost = api.read(operation(), Map.of(), body(fields, true), Cost.class);
        Verb verb = Verb.of(fields.get(ACTION));
        if (cost.rows() == 0) {
            return new Question(
                    "Nothing to " + verb.name,
                    List.of(
                            cost.products() == 0
                                    ? "No product matches."
                                    : "None of " + products(cost) + " is in these stores."),
                    "",
                    false);
        }
        List<String> will = new ArrayList<>();
        will.add(counted(cost));
        will.addAll(verb.will);
        List<String> held = cost.stores().stream()
                .filter(Cost.InStore::held)
                .map(Cost.InStore::storeName)
                .toList();
        if (!held.isEmpty()) {
            will.add((held.size() == 1 ? held.get(0) + " is" : SHOW.count(held.size(), "store") + " are")
                    + " on hold: nothing is sent there until the hold ends.");
        }
        String stores =
                cost.storeCount() == 1 ? cost.stores().get(0).storeName() : SHOW.count(cost.storeCount(), "store");
        return new Question(verb.title.formatted(products(cost), stores), will, verb.button, verb == Verb.UNLINK);
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

    private static String products(Cost cost) {
        return (cost.isLowerBound() ? "at least " : "") + SHOW.count(cost.products(), "product");
    }

    private static String counted(Cost cost) {
        String where = SHOW.count(cost.products(), "product") + " in " + SHOW.count(cost.storeCount(), "store");
        String most = (cost.isLowerBound() ? "At least " : "")
                + where
                + (cost.rows() > cost.products() ? " (" + SHOW.number(cost.rows()) + " in all, with variants)" : "");
        if (cost.calls() == 0) {
            return most + "; the stores are not called.";
        }
        return most + ", about " + SHOW.count(cost.calls(), "call")
                + (cost.images() == 0 ? "" : " and " + SHOW.count(cost.images(), "image"))
                + "; takes about " + time(cost.seconds()) + " at the stores' pace.";
    }

    private static String time(long seconds) {
        return seconds < 2 ? "a second" : SHOW.age(seconds);
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
        String stores = fields.get(STORES) == null && all ? fields.get(STORE) : fields.get(STORES);
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
