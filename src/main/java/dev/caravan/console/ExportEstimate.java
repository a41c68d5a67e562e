package dev.caravan.console;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many products an export has, and about how long it takes.
 *
 * @param problem why it cannot be said; null: it can
 */
record ExportEstimate(
        long products, long calls, long seconds, @Nullable String problem) {

    /** A new connection's batch size. */
    private static final int BATCH = 50;
    /** A recorded store took 8 s for 100 products with long texts. */
    private static final double SECONDS_A_PRODUCT = 0.08;

    private static final int BAD_REQUEST = 400;

    /** The answer of {@code list-products}, as far as it is counted. */
    private record Counted(Pages pagination) {}

    static ExportEstimate of(ApiCalls api, ConnectForm form) {
        if (!form.exports()) {
            return new ExportEstimate(0, 0, 0, null);
        }
        Map<String, Object> wanted = new HashMap<>(form.filter());
        wanted.put("limit", 1);
        try {
            long products = api.read("list-products", wanted, Counted.class)
                    .pagination()
                    .total();
            return new ExportEstimate(
                    products, (products + BATCH - 1) / BATCH, (long) Math.ceil(products * SECONDS_A_PRODUCT), null);
        } catch (ConsoleProblem problem) {
            if (problem.status() != BAD_REQUEST) {
                throw problem;
            }
            return new ExportEstimate(0, 0, 0, problem.getMessage());
        }
    }
}
