package dev.caravan.sync.preview;

import dev.caravan.sync.batch.FieldNames;
import dev.caravan.sync.batch.Plan;
import dev.caravan.woocommerce.FieldHashes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What rows would get if all their fields were sent now, compared with what their store has acknowledged. Fractions come from weights.
 *
 * @param examined the rows; those that are in none of the others are shown as they are
 * @param changing rows in which some field would get another value
 * @param created rows that the store does not have
 * @param unknown rows of which nothing is known that the store shows: linked by hand, or to be sent in full already
 * @param refused rows that cannot be sent as they are
 * @param byField in how many of the changing rows a field of the catalogue would get another value
 */
public record Tally(
        double examined, double changing, double created, double unknown, double refused, Map<String, Double> byField) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, Map.of());

    /** A variant whose parent the store does not have: they would be created together. */
    private static final String PARENT_MISSING = "parent_missing";

    private static final Set<String> TYPE = Set.of("type");

    public Tally {
        byField = Map.copyOf(byField);
    }

    /** @param plans as far as known */
    static Tally of(List<Plan> plans) {
        Tally all = NONE;
        for (Plan plan : plans) {
            all = all.plus(of(plan), 1);
        }
        return all;
    }

    private static Tally of(Plan plan) {
        Plan.Refusal refusal = plan.refusal();
        boolean isNew = plan.wooProductId() == null;
        if (isNew && refusal != null && refusal.code().equals(PARENT_MISSING)) {
            return new Tally(1, 0, 1, 0, 0, Map.of());
        }
        if (refusal != null) {
            return new Tally(1, 0, 0, 0, 1, Map.of());
        }
        if (isNew) {
            return new Tally(1, 0, 1, 0, 0, Map.of());
        }
        FieldHashes shown = plan.row().shown();
        if (TYPE.containsAll(shown.byField().keySet())) {
            return new Tally(1, 0, 0, 1, 0, Map.of());
        }
        Map<String, Double> fields = plan.document().lasting().stream()
                .filter(field -> !shown.shows(plan.document(), field))
                .collect(Collectors.toMap(FieldNames::of, field -> 1.0, (one, other) -> one));
        return new Tally(1, fields.isEmpty() ? 0 : 1, 0, 0, 0, fields);
    }

    /** With others, each of which stands for {@code weight} rows. */
    public Tally plus(Tally more, double weight) {
        Map<String, Double> fields = new HashMap<>(byField);
        more.byField.forEach((field, rows) -> fields.merge(field, rows * weight, Double::sum));
        return new Tally(
                examined + more.examined * weight,
                changing + more.changing * weight,
                created + more.created * weight,
                unknown + more.unknown * weight,
                refused + more.refused * weight,
                fields);
    }
}
