package dev.caravan.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import dev.caravan.woocommerce.CaravanMark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The SKUs of a run's products, which change, are exchanged and given away. */
final class InterleavingsSkus {

    private final InterleavingsWorld world;
    private final List<Item> products;
    private final List<String> skus = new ArrayList<>();
    /** What a store keeps of a product under an old SKU stands in the way of another that gets it: that is for a person. */
    private final boolean[] kept = new boolean[InterleavingsStep.PRODUCTS];

    /** Nor may a store keep one that has still to give its SKU up to another. */
    private final boolean[] exchanged = new boolean[InterleavingsStep.PRODUCTS];

    private int made;

    InterleavingsSkus(InterleavingsWorld world, List<Item> products) {
        this.world = world;
        this.products = products;
        products.forEach(product -> skus.add(product.sku()));
    }

    String of(int product) {
        return skus.get(product);
    }

    /** A store may have it without a link from now on. */
    void keep(int product) {
        kept[product] = true;
    }

    boolean mayLeave(int product) {
        return !exchanged[product];
    }

    boolean mayExchange(int product) {
        return !kept[product];
    }

    void rename(int product) {
        rename(product, products.get(product).sku() + "-" + made++);
    }

    void swap(int product, int value) {
        int other = other(product, value);
        String first = of(product);
        String second = of(other);
        if (mayExchange(product) && mayExchange(other) && rename(product, first + "-t" + made++)) {
            exchange(product, other);
            rename(other, first);
            rename(product, second);
        }
    }

    void give(int product, int value) {
        int other = other(product, value);
        String first = of(product);
        if (mayExchange(product) && mayExchange(other) && rename(product, first + "-g" + made++)) {
            exchange(product, other);
            rename(other, first);
        }
    }

    private void exchange(int product, int other) {
        exchanged[product] = true;
        exchanged[other] = true;
    }

    private static int other(int product, int value) {
        return (product + 1 + value % (InterleavingsStep.PRODUCTS - 1)) % InterleavingsStep.PRODUCTS;
    }

    private boolean rename(int product, String sku) {
        Api.Answer answer = InterleavingsWorld.mustBeAnswered(
                world.api.patch("/products/" + products.get(product).id(), "{\"sku\":\"" + sku + "\"}"));
        boolean taken = answer.status() == 200;
        if (taken) {
            skus.set(product, sku);
        }
        return taken;
    }

    /** Whatever its SKU was when it was made. @param after the last id of the run before */
    void assertOneIsPublished(String what, Connected store, long after, Item product) {
        List<String> published = new ArrayList<>();
        for (ObjectNode shown : store.store().products()) {
            if (shown.path("id").asLong() > after
                    && shown.path("status").asText().equals("publish")
                    && isMadeFor(product, shown)) {
                published.add(shown.path("sku").asText());
            }
        }
        assertThat(published).as("what the store shows of %s", what).hasSizeLessThanOrEqualTo(1);
    }

    private static boolean isMadeFor(Item product, ObjectNode shown) {
        return StreamSupport.stream(shown.path("meta_data").spliterator(), false)
                .anyMatch(meta -> meta.path("key").asText().equals(CaravanMark.META_KEY)
                        && meta.path("value").asText().endsWith("-" + product.id()));
    }
}
