package dev.caravan.sync.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.batch.Delivery;
import dev.caravan.sync.batch.ErrorCode;
import dev.caravan.sync.batch.Plan;
import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.BatchRequest;
import dev.caravan.woocommerce.FieldHashes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders the products of one call that pass on a value which must be unique in a store. The store works through the
 * updates of a call in their order [products-batch-swap-skus]. So a product that releases a value is sent before the
 * one that gets it, and in a circle one of them releases it first, by an update of its own in the same call. A store
 * carries out creates before all updates, and deletions after them: a product that has to wait for these is sent in the
 * next call.
 */
public final class Exchanges {

    /** Fields whose values are unique among all products and variations of a store. */
    public static final List<String> UNIQUE = List.of("sku", "global_unique_id");

    private final List<Plan> sending;
    /** The plans whose products show a value now, by field and hash. */
    private final Map<String, Plan> holders = new HashMap<>();

    private final Map<Long, List<Need>> needs = new HashMap<>();
    private final Set<Long> postponed = new HashSet<>();
    private final Set<Long> visited = new HashSet<>();
    private final Set<Long> under = new HashSet<>();
    private final Map<Long, Set<String>> emptied = new HashMap<>();
    private final Map<Long, Plan> ordered = new LinkedHashMap<>();

    /** A value that another product shows. */
    private record Need(Plan from, String field) {}

    private Exchanges(List<Plan> sending) {
        this.sending = sending;
        for (Plan plan : sending) {
            for (String field : UNIQUE) {
                String hash = plan.row().shown().byField().get(field);
                if (hash != null && givesUp(plan, field)) {
                    holders.put(field + hash, plan);
                }
            }
        }
        sending.forEach(plan -> needs.put(plan.key(), needsOf(plan)));
    }

    /** The same call, in an order in which the store takes it. */
    public static Delivery arrange(Delivery delivery) {
        List<Plan> sending = delivery.toSend();
        boolean asked = sending.stream().anyMatch(plan -> !plan.row().givesUp().isEmpty());
        Exchanges exchanges = new Exchanges(sending);
        return asked || exchanges.needs.values().stream().anyMatch(list -> !list.isEmpty())
                ? exchanges.arranged(delivery)
                : delivery;
    }

    private Delivery arranged(Delivery delivery) {
        sending.stream().filter(this::mustWait).forEach(this::postpone);
        sending.forEach(this::visit);
        sending.forEach(plan -> plan.row().givesUp().forEach(field -> empty(plan, field)));
        while (ordered.size() + emptied.size() > BatchRequest.MAX_OPERATIONS) {
            postpone(List.copyOf(ordered.values()).get(ordered.size() - 1));
        }
        List<Plan> plans = new ArrayList<>();
        for (Plan plan : delivery.plans()) {
            if (postponed.contains(plan.key())) {
                plans.add(plan.waiting(new Plan.Refusal(
                        ErrorCode.NEXT_CALL, "Another product of the same call gives up what it gets; it goes next")));
            } else if (!ordered.containsKey(plan.key())) {
                plans.add(plan);
            }
        }
        ordered.forEach((key, plan) -> plans.add(plan.emptying(emptied.getOrDefault(key, Set.of()))));
        return delivery.with(plans);
    }

    private static boolean givesUp(Plan plan, String field) {
        return plan.action() == Action.DELETE
                || (plan.action() == Action.UPDATE && plan.change().fields().containsKey(field));
    }

    /** Whether the value that it gets is released only later in the same call. */
    private boolean mustWait(Plan plan) {
        return needs(plan).stream()
                .anyMatch(need -> need.from.action() == Action.DELETE || plan.action() == Action.CREATE);
    }

    /** Postpones a product with all that get a value from it. */
    private void postpone(Plan plan) {
        if (postponed.add(plan.key())) {
            ordered.remove(plan.key());
            emptied.remove(plan.key());
            sending.stream()
                    .filter(other -> needs(other).stream().anyMatch(need -> need.from.key() == plan.key()))
                    .forEach(this::postpone);
        }
    }

    private void visit(Plan plan) {
        if (postponed.contains(plan.key()) || !visited.add(plan.key())) {
            return;
        }
        under.add(plan.key());
        for (Need need : needs(plan)) {
            if (under.contains(need.from.key())) {
                empty(need.from, need.field); // a circle
            } else {
                visit(need.from);
            }
        }
        under.remove(plan.key());
        ordered.put(plan.key(), plan);
    }

    private void empty(Plan plan, String field) {
        JsonNode next = plan.change().fields().get(field);
        boolean changes =
                plan.action() == Action.UPDATE && next != null && !next.asText().isEmpty();
        if (changes && !postponed.contains(plan.key())) {
            emptied.computeIfAbsent(plan.key(), key -> new LinkedHashSet<>()).add(field);
        }
    }

    private List<Need> needs(Plan plan) {
        return needs.getOrDefault(plan.key(), List.of());
    }

    private List<Need> needsOf(Plan plan) {
        List<Need> found = new ArrayList<>();
        for (String field : UNIQUE) {
            JsonNode value = plan.change().fields().get(field);
            if (value == null || value.asText().isEmpty() || holders.isEmpty()) {
                continue;
            }
            Plan from = holders.get(field + FieldHashes.hash(plan.change(), field));
            if (from != null && from.key() != plan.key()) {
                found.add(new Need(from, field));
            }
        }
        return found;
    }
}
