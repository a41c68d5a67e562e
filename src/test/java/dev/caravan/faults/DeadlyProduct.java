package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.program.Program;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * One product of many has a text that does not fit into the memory of Caravan, which dies of it; whoever keeps Caravan
 * running starts it again. The text comes straight into the database, as the API takes none of that size.
 */
final class DeadlyProduct implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int OUT_OF_MEMORY = 3; // the exit code of -XX:+ExitOnOutOfMemoryError
    private static final String DEADLY = "F6-7";
    private static final String OURS = " WHERE sku LIKE 'F6-%' AND deleted_at IS NULL";

    /** Once with others, then twice alone. */
    private static final int DEATHS = 3;

    private final World world;
    private final Node node;
    private final Insisting calls;
    private final Sale sale;
    private final long connection;
    private final int products;

    /** @param node not started yet, with little memory: it is alone when the product becomes deadly */
    DeadlyProduct(World world, Node node, List<Shop> shops) throws Exception {
        this.world = world;
        this.node = node;
        this.calls = new Insisting(node);
        Insisting before = new Insisting(world.first);
        this.sale = new Sale(before, "F6", shops);
        this.connection = sale.stores().get(0).id();
        this.products = world.scale.of(30, 200);
        try (Load load = new Load(before, "F6", world.random("F6"))) {
            load.make(products, false);
        }
        sale.awaitQuiet(PATIENCE);
        world.first.close(); // they would share the work, and the fate
        world.second().close();
        sale.through(calls);
    }

    void killsThreeTimesAndIsLeftOut() throws Exception {
        world.postgres.execute(
                "BEGIN",
                "UPDATE product SET price = 77, short_description = 'v2'" + OURS,
                "UPDATE product SET description = repeat('x', 120000000) WHERE sku = '" + DEADLY + "'",
                "INSERT INTO product_event (account_id, product_id, kind, changed_fields)"
                        + " SELECT account_id, id, 'updated', '{price,description,shortDescription}' FROM product"
                        + OURS,
                "COMMIT");
        int deaths = 0;
        Program running = node.launch();
        while (isDead(running)) {
            assertThat(running.awaitEnd()).as(this::lastWords).isEqualTo(OUT_OF_MEMORY);
            assertThat(++deaths).isLessThanOrEqualTo(DEATHS);
            running = node.launch();
        }
        assertThat(deaths).as(this::lastWords).isEqualTo(DEATHS);
        running.awaitReady();
        await("nothing pending to the others").atMost(PATIENCE).until(() -> pending() == 0);

        JsonNode letters = calls.json("GET", "/integration/woocommerce/dead-letters?connectionId=" + connection, null);
        assertThat(letters.path("data")).hasSize(1);
        JsonNode letter = letters.path("data").get(0);
        assertThat(letter.path("sku").asText()).isEqualTo(DEADLY);
        assertThat(letter.path("code").asText()).isEqualTo("stops_caravan");
        assertThat(sale.stores().get(0).shop().all("products?status=any"))
                .filteredOn(product -> product.path("regular_price").asText().equals("77"))
                .as("the others, and the one that marks the last change")
                .hasSize(products);

        world.postgres.execute("UPDATE product SET description = 'small' WHERE sku = '" + DEADLY + "'");
        calls.json(
                "POST",
                "/integration/woocommerce/dead-letters/" + letter.path("id").asLong() + "/replay",
                null);
        sale.awaitQuiet(PATIENCE);
        assertThat(sale.differences()).isEmpty();
        assertThat(running.isAlive()).isTrue();
        world.say(
                "6",
                "deaths of Caravan, dead letters, products beside it that landed",
                "%d, 1, %d",
                deaths,
                products - 1);
    }

    private String lastWords() {
        List<String> all = node.program().output();
        return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
    }

    /** Waits for the one end or the other. */
    private boolean isDead(Program running) {
        await("another death, or the dead letter")
                .atMost(PATIENCE)
                .until(() -> !running.isAlive() || deadLetters() > 0);
        return !running.isAlive();
    }

    private long deadLetters() throws SQLException {
        return world.postgres.number("SELECT count(*) FROM dead_letter WHERE connection_id = " + connection);
    }

    private long pending() throws SQLException {
        return world.postgres.number(
                "SELECT count(*) FROM woocommerce_product_sync WHERE wanted > synced AND connection_id = "
                        + connection);
    }

    @Override
    public void close() {
        sale.close();
    }
}
