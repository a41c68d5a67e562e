package dev.caravan.sync.mapping;

import static dev.caravan.sync.Given.full;
import static dev.caravan.sync.Given.product;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.AttributeValue;
import dev.caravan.catalog.Product;
import dev.caravan.store.mapping.ExportMapping;
import dev.caravan.store.mapping.ExportMappingsApi;
import dev.caravan.store.mapping.PriceRules;
import dev.caravan.store.mapping.Source;
import dev.caravan.sync.fanout.ExportFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which mapping a connection has, and where its fields lie. */
class ConnectionMappingTest {

    private static final ExportMapping PRICE_AND_COLOUR = new ExportMapping(
            1,
            1,
            List.of(source("price"), source("weight"), source("attribute:5"), source("attribute:6")),
            Map.of(
                    source("attribute:6"), List.of("meta_data.size"),
                    source("attribute:7"), List.of("dimensions.length"),
                    source("attribute:8"), List.of("global_attribute"),
                    source("weight"), List.of("meta_data.weight")),
            PriceRules.NONE);

    private final Mappings mappings = new Mappings();
    private final ConnectionMapping mapping = new ConnectionMapping(mappings);

    @Test
    void isTheUsualOneUntilThereIsAnActiveOne() {
        assertThat(mapping.document(product(), store()).fields()).containsKeys("description", "images");

        mappings.active = PRICE_AND_COLOUR;
        assertThat(mapping.document(product(), store()).fields())
                .containsKeys("regular_price", "attributes")
                .doesNotContainKeys("description", "images");
    }

    @Test
    void isReadOnceForManyProducts() {
        Mapping current = mapping.current(store());
        current.document(product(), store());
        current.document(product(), store());

        assertThat(mappings.reads).isEqualTo(1);
    }

    @Test
    void refusesWhatAStoreWouldMisreadWithAndWithoutAMapping() {
        var split =
                full(List.of(new AttributeValue(5, "Size", AttributeType.TEXT, TextNode.valueOf("S|M"))), List.of());

        assertThat(problems(split)).singleElement().asString().contains("attribute Size");
        mappings.active = PRICE_AND_COLOUR;
        assertThat(problems(split)).singleElement().asString().contains("attribute Size");
    }

    private List<DocumentProblem> problems(Product product) {
        Mapping current = mapping.current(store());
        return current.problems(current.document(product, store()), product);
    }

    @ParameterizedTest(name = "{0} lies in {1} without, in {2} with the mapping")
    @CsvSource({
        "price, regular_price, regular_price",
        "stockQuantity, manage_stock;stock_quantity,",
        "assets, images,",
        "sku, sku, sku",
        "weight, weight, meta_data.weight",
        "attribute:5, attributes, attributes",
        "attribute:6, attributes, meta_data.size",
        "attribute:7, attributes, dimensions",
        "attribute:8, attributes, attributes",
        "attribute:9, attributes,"
    })
    void knowsWhereTheFieldsOfAnExportLie(String name, String usual, @Nullable String mapped) {
        ExportFields fields = new ExportFields(mappings);
        assertThat(fields.chosen(1, 1, List.of(name))).isEqualTo(Set.of(usual.split(";")));

        mappings.active = PRICE_AND_COLOUR;
        if (mapped == null) {
            assertThatThrownBy(() -> fields.chosen(1, 1, List.of(name)))
                    .hasMessageContaining("\"" + name + "\", which the connection's export mapping does not send");
        } else {
            assertThat(fields.chosen(1, 1, List.of(name))).containsExactly(mapped);
        }
    }

    @Test
    void takesNoFieldsForAll() {
        assertThat(new ExportFields(mappings).chosen(1, 1, null)).isEmpty();
    }

    private static Source source(String token) {
        return Source.parse(token);
    }

    private static final class Mappings implements ExportMappingsApi {

        @Override
        public ExportMapping draft(long accountId, long connectionId, ObjectNode body) {
            throw new UnsupportedOperationException("nothing is drafted here");
        }

        private @Nullable ExportMapping active;
        private int reads;

        @Override
        public Optional<ExportMapping> active(long accountId, long connectionId) {
            reads++;
            return Optional.ofNullable(active);
        }

        @Override
        public List<Source> sources(long accountId, String field, List<String> names) {
            return names.stream().map(Source::parse).toList();
        }
    }
}
