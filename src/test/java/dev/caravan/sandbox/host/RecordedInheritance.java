package dev.caravan.sandbox.host;

import static dev.caravan.sandbox.host.RecordedCases.on;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.term.Taxonomy;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** How fields are emptied, what a variation has of its parent, and what texts become: product 14, product 18 with variation 19. */
final class RecordedInheritance {

    private RecordedInheritance() {}

    static void add(List<Arguments> cases) {
        on(cases, RecordedInheritance::bag, """
                empty-brands-list empty-brands-null empty-brands-zero empty-brands-unknown empty-brands-replace
                empty-brands-by-name
                """);
        on(cases, given -> {}, """
                text-name-angle text-name-lt text-name-bs2 text-name-ent text-sku-batch text-attribute-name-custom
                text-option-custom-parent attribute-names-same-slug-custom
                attribute-reserved-order attribute-reserved-type attribute-reserved-own-slug
                """);
        on(cases, RecordedInheritance::kinds, """
                text-option-custom-variations
                """);
        on(cases, RecordedInheritance::coat, """
                inherit-variation-create
                """);
        on(cases, given -> ownStock(given, "{'tax_class':'reduced-rate'}"), """
                inherit-variation-tax-empty inherit-variation-tax-parent inherit-variation-tax-standard
                inherit-variation-tax-unknown inherit-variation-tax-null inherit-variation-tax-inherit
                inherit-variation-shipping-class-empty
                """);
        on(cases, given -> ownStock(given, "{'tax_class':'reduced-rate','description':'own','weight':'3'}"), """
                inherit-variation-weight-empty inherit-variation-weight-zero
                """);
    }

    private static void bag(Given given) {
        given.store.seedCategory("Bags"); // 16
        given.store.seedTag("Summer"); // 17
        term(given, Taxonomy.BRANDS, 18, "Acme", "acme");
        term(given, Taxonomy.BRANDS, 19, "Zenit", "zenit");
        given.store.seedProduct(Given.json("{'id':14,'name':'Bag','sku':'BAG-1','regular_price':'20',"
                + "'sale_price':'15','date_on_sale_from':'2026-01-01','date_on_sale_to':'2099-01-01',"
                + "'manage_stock':true,'stock_quantity':9,'categories':[{'id':16}],'tags':[{'id':17}],"
                + "'brands':[{'id':18}],'global_unique_id':'4006381333931'}"));
    }

    private static void kinds(Given given) {
        given.store.seedProduct(
                ((ObjectNode) Recording.read("text-option-custom-parent").body()).put("id", 54));
    }

    private static void coat(Given given) {
        term(given, Taxonomy.SHIPPING_CLASSES, 20, "Bulky", "bulky");
        ObjectNode coat = (ObjectNode) Recording.read("inherit-parent").body();
        coat.remove("images");
        given.store.seedProduct(coat.put("id", 18));
    }

    private static void variation(Given given) {
        coat(given);
        given.store.seedVariation(
                18, ((ObjectNode) Recording.read("inherit-variation-create").body()).put("id", 19));
    }

    private static void ownStock(Given given, String fields) {
        variation(given);
        given.store.editVariation(
                18,
                19,
                Given.json("{'manage_stock':true,'stock_quantity':5,'backorders':'yes',"
                        + "'image':{'src':'https://cdn.example/green.jpg'}}"));
        given.store.editVariation(18, 19, Given.json(fields));
    }

    private static void term(Given given, Taxonomy taxonomy, long id, String name, String slug) {
        given.store
                .terms()
                .restore(taxonomy, Json.object().put("id", id).put("name", name).put("slug", slug));
    }
}
