package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/** One run: things happen, then the faults end, and the stores are compared with the catalogue. */
final class InterleavingsRun {

    /** At the begin of a run. */
    private static final int NOT_EXPORTED = 3;

    private final InterleavingsWorld world;
    private final List<InterleavingsStep> steps;
    private final List<Item> products = new ArrayList<>();
    private final List<Long> firstIds = new ArrayList<>();
    private final InterleavingsVariants variants;
    private final InterleavingsSkus skus;
    private final boolean[] deleted = new boolean[InterleavingsStep.PRODUCTS];
    private final Link[][] links = new Link[InterleavingsStep.STORES][InterleavingsStep.PRODUCTS];
    private final boolean[] mapsDescription = {true, true};

    /** What was asked of a product and a store. */
    private static final class Link {
        private boolean exported;
        /** Since its last export. */
        private boolean deleted;
        /** The store may keep it without a link. */
        private boolean left;
    }

    private InterleavingsRun(InterleavingsWorld world, List<InterleavingsStep> steps) {
        this.world = world;
        this.steps = steps;
        for (int product = 0; product < InterleavingsStep.VARIABLE; product++) {
            products.add(world.shop.product("\"description\":\"first\""));
        }
        Item variable = world.shop.product("\"description\":\"first\",\"type\":\"variable\"");
        products.add(variable);
        variants = new InterleavingsVariants(world, variable);
        skus = new InterleavingsSkus(world, products);
    }

    /** @throws AssertionError if a store does not show the newest state at the end */
    static void of(InterleavingsWorld world, List<InterleavingsStep> steps) {
        InterleavingsRun run = new InterleavingsRun(world, steps);
        try {
            run.happen();
            run.compare();
        } finally {
            world.forget();
        }
    }

    private void happen() {
        try {
            prepare();
            steps.forEach(this::take);
        } finally {
            calm();
        }
    }

    private void prepare() {
        for (Link[] ofStore : links) {
            Arrays.setAll(ofStore, product -> new Link());
        }
        for (Connected store : world.stores) {
            firstIds.add(lastId(store));
            map(store, true);
        }
        for (int product = 0; product < InterleavingsStep.PRODUCTS; product++) {
            for (int store = 0; store < InterleavingsStep.STORES && product != NOT_EXPORTED; store++) {
                export(store, product);
            }
        }
    }

    private void take(InterleavingsStep step) {
        Item product = products.get(step.product());
        Connected store = world.store(step);
        switch (step.kind()) {
            // few values, so that changes are taken back as well
            case PRICE -> change(product, "{\"price\":\"%d.50\"}".formatted(1 + step.value() % 3));
            case NAME ->
                change(
                        product,
                        "{\"name\":\"Name %d\",\"description\":\"Text %d\"}"
                                .formatted(step.value() % 3, step.value() % 3));
            case DELETE -> {
                if (skus.mayLeave(step.product())) {
                    delete(step.product());
                }
            }
            case RESTORE -> restore(step.product());
            case EXPORT -> export(step.store(), step.product());
            case ADD_VARIANT -> variants.add(step.value());
            case CHANGE_VARIANT -> variants.change(step.value());
            case REMOVE_VARIANT -> variants.remove(step.value());
            case RENAME -> skus.rename(step.product());
            case SWAP -> skus.swap(step.product(), step.value());
            case GIVE -> skus.give(step.product(), step.value());
            case SWAP_VARIANTS -> {
                if (skus.mayExchange(InterleavingsStep.VARIABLE)) {
                    variants.swap(step.value());
                }
            }
            case UNLINK -> {
                if (skus.mayLeave(step.product())) {
                    unlink(step.store(), step.product());
                }
            }
            case PAUSE -> world.pause(store);
            case RESUME -> world.resume(store);
            case MAPPING -> {
                mapsDescription[step.store()] = step.value() % 2 == 0;
                map(store, mapsDescription[step.store()]);
            }
            case FAULT -> store.store().faults().next(step.times(), step.fault(), step.scope());
            case CRASH -> world.crash(store);
            case TURN -> world.turn(step.turn());
            case JUMP -> world.jump();
            case BREATHE -> world.breathe(step.breath());
        }
    }

    private void change(Item product, String json) {
        InterleavingsWorld.mustBeAnswered(world.api.patch("/products/" + product.id(), json));
    }

    private void delete(int product) {
        if (!deleted[product]) {
            world.shop.delete(products.get(product));
            deleted[product] = true;
            skus.keep(product);
            for (Link[] ofStore : links) {
                ofStore[product].deleted = true;
            }
        }
    }

    private void restore(int product) {
        if (deleted[product]) {
            world.shop.restore(products.get(product));
            deleted[product] = false;
        }
    }

    private void export(int store, int product) {
        if (world.export(world.stores.get(store), products.get(product)) && !deleted[product]) {
            links[store][product].exported = true;
            links[store][product].deleted = false;
        }
    }

    private void unlink(int store, int product) {
        String path = Shop.PATH
                + "/connections/%d/products/%d?keep=true"
                        .formatted(
                                world.stores.get(store).id(),
                                products.get(product).id());
        int status = InterleavingsWorld.mustBeAnswered(world.api.delete(path)).status();
        if (status == 204) {
            links[store][product].exported = false;
            links[store][product].left = true;
            skus.keep(product);
        }
    }

    private void map(Connected store, boolean description) {
        String fields =
                "\"price\",\"status\",\"attribute:" + world.sizeName + (description ? "\",\"description\"" : "\"");
        world.api
                .post(
                        Shop.PATH + "/connections/" + store.id() + "/export-mappings",
                        "{\"selectedFields\":[" + fields + "],\"isActive\":true}")
                .expect(201);
    }

    private void calm() {
        try {
            world.calm();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("does not come to an end: " + world.left(), e);
        }
    }

    private void compare() {
        for (int store = 0; store < InterleavingsStep.STORES; store++) {
            for (int product = 0; product < InterleavingsStep.PRODUCTS; product++) {
                compare(store, product);
            }
        }
    }

    private void compare(int storeNumber, int productNumber) {
        Connected store = world.stores.get(storeNumber);
        Item product = products.get(productNumber);
        Link link = links[storeNumber][productNumber];
        String what = "product %d in store %d".formatted(productNumber, storeNumber);
        List<ObjectNode> there = there(store, firstIds.get(storeNumber), skus.of(productNumber));
        assertThat(there.size()).as("how often the store has %s", what).isLessThanOrEqualTo(1);
        JsonNode row = world.shop.row(store, product);
        skus.assertOneIsPublished(what, store, firstIds.get(storeNumber), product);
        if (!row.isMissingNode()) {
            assertThat(deleted[productNumber])
                    .as("%s is linked though deleted: %s", what, row)
                    .isFalse();
            newest(what, productNumber, storeNumber, there.stream().findFirst());
        } else if (link.exported) {
            assertThat(link.deleted).as("the link of %s is lost", what).isTrue();
            if (!link.left) {
                removed(what, storeNumber, there);
            }
        } else if (!link.left) {
            assertThat(there).as("%s was never exported", what).isEmpty();
        }
    }

    /** Among what the store made in this run, which is at the end of its list. */
    private static List<ObjectNode> there(Connected store, long after, String sku) {
        List<ObjectNode> found = new ArrayList<>();
        List<ObjectNode> all = store.store().products();
        for (int i = all.size() - 1; i >= 0 && all.get(i).path("id").asLong() > after; i--) {
            if (all.get(i).path("sku").asText().equals(sku)) {
                found.add(all.get(i));
            }
        }
        return found;
    }

    private static long lastId(Connected store) {
        List<ObjectNode> all = store.store().products();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).path("id").asLong();
    }

    private void newest(String what, int number, int store, Optional<ObjectNode> there) {
        Item product = products.get(number);
        assertThat(there).as("the store has %s", what).isPresent();
        ObjectNode shown = there.orElseThrow();
        JsonNode wanted = world.api.get("/products/" + product.id()).expect(200).json();
        if (number == InterleavingsStep.VARIABLE) {
            variants.compare(what, world.stores.get(store), shown, links[store][number].left);
        } else {
            assertThat(new BigDecimal(shown.path("regular_price").asText()))
                    .as("the price of %s", what)
                    .isEqualByComparingTo(new BigDecimal(wanted.path("price").asText()));
        }
        assertThat(shown.path("name").asText())
                .as("the name of %s", what)
                .isEqualTo(wanted.path("name").asText());
        assertThat(shown.path("status").asText()).as("the status of %s", what).isEqualTo("publish");
        if (mapsDescription[store]) {
            assertThat(shown.path("description").asText())
                    .as("the description of %s", what)
                    .isEqualTo(wanted.path("description").asText());
        }
    }

    /** The first store deletes, the second one makes drafts. */
    private static void removed(String what, int store, List<ObjectNode> there) {
        if (store == 0) {
            assertThat(there).as("%s was deleted", what).isEmpty();
        } else {
            assertThat(there)
                    .as("%s was deleted", what)
                    .allMatch(p -> p.path("status").asText().equals("draft"));
        }
    }
}
