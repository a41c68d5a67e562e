package dev.caravan.sync.action;

import dev.caravan.sync.preview.Tally;
import java.util.Comparator;
import java.util.List;

/**
 * What stores would show otherwise after an action, compared with what they have acknowledged.
 *
 * @param rows products in stores, variants counted as well, in which some field would get another value
 * @param fields such fields in all of these rows
 * @param byField most rows first; at most a hundred
 * @param created rows that a store does not have yet
 * @param unknown rows of which nothing is known that the store shows
 * @param refused rows that cannot be sent as they are
 * @param sampled rows that were composed and compared
 * @param estimated whether these are fewer than all
 */
record Changes(
        long rows,
        long fields,
        List<OfField> byField,
        long created,
        long unknown,
        long refused,
        long sampled,
        boolean estimated) {

    private static final int MOST_FIELDS = 100;

    /** Of an action that sends nothing. */
    static final Changes NONE = new Changes(0, 0, List.of(), 0, 0, 0, 0, false);

    /** @param field in the catalogue's words @param rows in which it would get another value */
    record OfField(String field, long rows) {}

    /** @param all weighted, so that it stands for all rows */
    static Changes of(Tally all, long sampled, boolean estimated) {
        List<OfField> byField = all.byField().entrySet().stream()
                .map(field -> new OfField(field.getKey(), Math.max(1, Math.round(field.getValue()))))
                .sorted(Comparator.comparingLong(OfField::rows).reversed().thenComparing(OfField::field))
                .toList();
        return new Changes(
                Math.round(all.changing()),
                byField.stream().mapToLong(OfField::rows).sum(),
                byField.subList(0, Math.min(MOST_FIELDS, byField.size())),
                Math.round(all.created()),
                Math.round(all.unknown()),
                Math.round(all.refused()),
                sampled,
                estimated);
    }
}
