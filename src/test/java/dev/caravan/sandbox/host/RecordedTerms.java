package dev.caravan.sandbox.host;

import static dev.caravan.sandbox.host.RecordedCases.on;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.term.Taxonomy;
import dev.caravan.sandbox.term.Terms;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Categories 22 and 23, tags, attributes, their terms, brands and shipping classes. */
final class RecordedTerms {

    private static final Taxonomy SIZES = Taxonomy.optionsOf(2);

    private RecordedTerms() {}

    static void add(List<Arguments> cases) {
        on(cases, RecordedTerms::clothing, """
                category-create-child category-create-no-name category-create-parent-unknown
                category-get-search
                """);
        on(cases, RecordedTerms::trousers, """
                category-create-duplicate category-create-duplicate-other-parent category-create-slug-taken
                category-delete-no-force category-get-by-slug category-update
                category-update-not-found
                """);
        on(
                cases,
                given -> {
                    trousers(given);
                    terms(given).update(Taxonomy.CATEGORIES, 23, Json.object().put("name", "Pants"));
                },
                """
                category-batch
                """);
        on(
                cases,
                given -> {
                    trousers(given);
                    terms(given)
                            .update(
                                    Taxonomy.CATEGORIES,
                                    23,
                                    Json.object().put("name", "Pants").put("description", "d"));
                },
                """
                category-delete-force
                """);
        on(
                cases,
                given -> {
                    trousers(given);
                    terms(given).add(Taxonomy.CATEGORIES, "Trousers");
                    terms(given).add(Taxonomy.CATEGORIES, "Other");
                    given.store.seedCategory("Shirts");
                    given.store.seedCategory("Linen");
                },
                """
                category-get-all
                """);
        on(cases, given -> {}, """
                category-create tag-create brand-create shipping-class-create attribute-create-reserved
                attribute-create-slug-long attribute-create-unicode attribute-create
                attribute-term-unknown-attribute
                """);
        on(cases, given -> terms(given).restore(Taxonomy.TAGS, term(27, "winter", "winter")), """
                tag-create-duplicate tag-create-duplicate-case tag-batch
                """);
        on(cases, RecordedTerms::sizes, """
                attribute-create-duplicate attribute-update attribute-term-create-special
                attribute-term-create
                """);
        on(
                cases,
                given -> {
                    sizes(given);
                    given.store.seedAttribute("Größe");
                },
                """
                attribute-get-all
                """);
        on(
                cases,
                given -> {
                    sizes(given);
                    given.store
                            .attributes()
                            .update(2, Json.object().put("name", "Size (shoe)").put("slug", "pa_shoesize"));
                },
                """
                attribute-delete
                """);
        on(
                cases,
                given -> {
                    sizes(given);
                    terms(given).restore(SIZES, term(29, "42", "42"));
                },
                """
                attribute-term-create-duplicate attribute-term-get-by-slug attribute-term-batch
                """);
        on(cases, given -> renamed(given, "Sizes"), """
                attribute-rename term-rename
                """);
        on(cases, given -> renamed(given, "Sizing"), """
                attribute-rename-keep-slug
                """);
        on(
                cases,
                given -> {
                    terms(given).restore(Taxonomy.SHIPPING_CLASSES, term(33, "Bulky", "bulky"));
                    terms(given).restore(Taxonomy.BRANDS, term(34, "Acme", "acme"));
                },
                """
                product-create-with-brand
                """);
    }

    private static void clothing(Given given) {
        terms(given).restore(Taxonomy.CATEGORIES, term(22, "Clothing &amp; More", "clothing-more"));
    }

    private static void trousers(Given given) {
        clothing(given);
        terms(given)
                .restore(Taxonomy.CATEGORIES, term(23, "Trousers", "trousers").put("parent", 22));
    }

    private static void sizes(Given given) {
        given.store.seedAttribute("Color");
        given.store.attributes().create(Json.object().put("name", "Shoe size").put("slug", "pa_shoe_size"));
    }

    private static void renamed(Given given, String name) {
        ObjectNode attribute = Json.object()
                .put("id", 27)
                .put("name", name)
                .put("slug", "pa_" + name.toLowerCase(java.util.Locale.ROOT));
        given.store
                .attributes()
                .restore(attribute
                        .put("type", "select")
                        .put("order_by", "name_num")
                        .put("has_archives", false));
        terms(given).restore(Taxonomy.optionsOf(27), term(106, "M", "m"));
    }

    private static ObjectNode term(long id, String name, String slug) {
        return Json.object().put("id", id).put("name", name).put("slug", slug);
    }

    private static Terms terms(Given given) {
        return given.store.terms();
    }
}
