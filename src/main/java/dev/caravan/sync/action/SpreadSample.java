package dev.caravan.sync.action;

import dev.caravan.sync.matrix.ProductWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Some of very many matching products: those that follow evenly spread ids, so that all ages of the catalogue are in it. How densely
 * they lie there says how many there are in all.
 */
final class SpreadSample {

    static final int POINTS = 20;
    static final int EACH = 50;

    private SpreadSample() {}

    /**
     * Products of one range of ids.
     *
     * @param ids those that were found first in it; never empty
     * @param products how many the range has; about, if there are more than were found
     */
    record Part(List<Long> ids, double products) {

        /** How many products each of the ids stands for. */
        double weight() {
            return products / ids.size();
        }
    }

    /**
     * @param before the first product has a larger id @param last no product has a larger id
     * @param inTime asked before each further range; if it is over, what was found last stands for the rest
     */
    static List<Part> of(ProductWalk.Portions portions, long before, long last, BooleanSupplier inTime) {
        List<Part> parts = new ArrayList<>();
        long from = before;
        for (int point = 1; point <= POINTS; point++) {
            List<Long> ids = portions.after(from, EACH);
            if (ids.isEmpty()) {
                break;
            }
            if (ids.size() < EACH) {
                parts.add(new Part(ids, ids.size()));
                break;
            }
            long reached = ids.get(EACH - 1);
            boolean goesOn = point < POINTS && inTime.getAsBoolean();
            long next = Math.max(reached, goesOn ? before + (last - before) * point / POINTS : last);
            parts.add(new Part(ids, (double) EACH * (next - from) / (reached - from)));
            if (!goesOn) {
                break;
            }
            from = next;
        }
        return parts;
    }

    static double products(List<Part> parts) {
        return parts.stream().mapToDouble(Part::products).sum();
    }

    /** Ids of which each stands for about as many products. */
    static List<Long> even(List<Part> parts) {
        double most = parts.stream().mapToDouble(Part::weight).max().orElse(1);
        return parts.stream()
                .flatMap(part ->
                        some(part.ids, (int) Math.max(1, Math.round(part.ids.size() * part.weight() / most))).stream())
                .toList();
    }

    /** At most so many of the ids, from all over the list. */
    static List<Long> some(List<Long> ids, int most) {
        return ids.size() <= most
                ? ids
                : IntStream.range(0, most)
                        .mapToObj(n -> ids.get((int) ((long) n * ids.size() / most)))
                        .toList();
    }
}
