package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One fault, one operation, and whether the fault passes: a store of its own with two products. */
final class MatrixCell {

    private static final String UNREACHABLE = "unreachable";

    /** What is asked of the store when the fault strikes. */
    enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    private static final String NO_CLEAR_ANSWER = "no_clear_answer";

    final MatrixFault fault;
    final Operation operation;
    final boolean lasts;
    final Connected store;
    final List<Item> products;
    private final Shop shop;
    private final Api api;
    private final JdbcClient jdbc;
    /** Holds and codes of rows, as they were seen. */
    final TreeSet<String> seenHolds = new TreeSet<>();

    final TreeSet<String> seenCodes = new TreeSet<>();
    int mostCallsAStep;
    private long callsBefore;

    MatrixCell(MatrixFault fault, Operation operation, boolean lasts, Shop shop, Api api, JdbcClient jdbc) {
        this.fault = fault;
        this.operation = operation;
        this.lasts = lasts;
        this.shop = shop;
        this.api = api;
        this.jdbc = jdbc;
        this.store = shop.connect("\"onDelete\":\"delete\"");
        this.products = shop.products(2);
    }

    /** The store gets both products, unless they are to be created. */
    void prepare() {
        if (operation != Operation.CREATE) {
            shop.startExport(store, products);
        }
    }

    /** It has them: from now on its calls count. */
    void begin() {
        store.store().clearCalls();
    }

    /** From now on each call goes wrong, and there is something to bring. */
    void strike() {
        store.store().faults().always(fault.fault);
        switch (operation) {
            case CREATE ->
                assertThat(shop.startExport(store, products).status())
                        .as("done before it is answered, or accepted")
                        .isIn(200, 202);
            case UPDATE -> shop.price(products, "20.00");
            case DELETE -> products.forEach(shop::delete);
        }
    }

    boolean isClassified() {
        look();
        return fault.harmless()
                ? isQuiet()
                : seenCodes.contains(fault.code) && (!fault.holds() || seenHolds.contains(fault.hold));
    }

    /** A call of it had no answer in time, though its fault is another. */
    boolean tookTooLong() {
        return seenCodes.contains(NO_CLEAR_ANSWER) && !fault.code.equals(NO_CLEAR_ANSWER);
    }

    /** Its store is held because the last call had no answer in time, though its fault is another. */
    boolean endedTooLate() {
        return lasts
                && fault.holds()
                && !fault.hold.equals(UNREACHABLE)
                && shop.health(store).path("reason").asText().equals(UNREACHABLE);
    }

    /** Takes down how the store and its rows are. */
    void look() {
        jdbc.sql("""
                        SELECT coalesce(c.hold_reason, '') AS hold, coalesce(s.error_code, '') AS code
                        FROM connection c LEFT JOIN woocommerce_product_sync s ON s.connection_id = c.id
                        WHERE c.id = :id""").param("id", store.id()).query(row -> {
            seenHolds.add(row.getString("hold"));
            seenCodes.add(row.getString("code"));
        });
        int calls = (int) (store.store().callCount() - callsBefore);
        mostCallsAStep = Math.max(mostCallsAStep, calls);
    }

    void nextStep() {
        callsBefore = store.store().callCount();
    }

    /** The newest state comes while the store is still ill; then it is well, and a person replays what was given up. */
    void heal() {
        if (operation != Operation.DELETE) {
            shop.price(products, "30.00");
        }
        store.store().faults().clear();
        // all of the store's that are still open: a delivery closes letters as well
        api.post(Shop.PATH + "/dead-letters/replay", "{\"connectionId\":%d}".formatted(store.id()))
                .expect(200);
    }

    boolean isQuiet() {
        return jdbc.sql("SELECT count(*) FROM woocommerce_product_sync WHERE connection_id = :id AND wanted > synced")
                        .param("id", store.id())
                        .query(Long.class)
                        .single()
                == 0;
    }

    long openDeadLetters(String code) {
        return jdbc.sql(
                        "SELECT count(*) FROM dead_letter WHERE connection_id = :id AND state = 'open' AND code = :code")
                .param("id", store.id())
                .param("code", code)
                .query(Long.class)
                .single();
    }

    long attempts() {
        return jdbc.sql("SELECT coalesce(max(attempts), 0) FROM woocommerce_product_sync WHERE connection_id = :id")
                .param("id", store.id())
                .query(Long.class)
                .single();
    }

    /** How many of its products the store has, doubles and all. */
    long shown() {
        return store.store().productCount();
    }

    long calls() {
        return store.store().callCount();
    }

    @Override
    public String toString() {
        return fault + " " + operation + (lasts ? " lasts" : " passes");
    }
}
