package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.sync.Shop.Connected;
import dev.caravan.sync.Shop.Item;
import dev.caravan.testing.Api;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A store with four products: two are refused for their price, one for its name, and one is well. */
abstract class ThreeDeadLetters {

    static final String PATH = Shop.PATH + "/dead-letters";

    @Autowired
    Shop shop;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    Connected store;
    List<Item> products;

    @BeforeEach
    void refuse() {
        store = shop.connect();
        products = shop.products(4);
        shop.export(store, products);
        refuse(0, "bad_price");
        refuse(1, "bad_price");
        refuse(2, "bad_name");
        shop.price(products, "81.00");
        products.subList(0, 3).forEach(product -> shop.awaitStatus(store, product, "error"));
        shop.awaitField(store, products.get(3), "regular_price", "81.00");
    }

    private void refuse(int product, String code) {
        store.store().faults().refuseSku(products.get(product).sku(), code, "Not with this, says " + code);
    }

    JsonNode groups(String query) {
        return api.get(PATH + "/groups?connectionId=" + store.id() + query)
                .expect(200)
                .json();
    }

    JsonNode close(String action, String filter) {
        return api.post(PATH + "/" + action, "{" + filter + "}").expect(200).json();
    }
}
