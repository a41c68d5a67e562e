package dev.caravan.sync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sync.Documents;
import dev.caravan.woocommerce.Document;
import dev.caravan.woocommerce.FieldHashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A product was sold out; then its quantity is removed, so that its stock is no longer managed. */
class StockStatusTest {

    private static final Document UNMANAGED = Documents.of("{'name':'Shirt','manage_stock':false}");
    private static final Document SWITCHED = Documents.of("{'manage_stock':false}");
    private static final Document NAME = Documents.of("{'name':'Shirt'}");

    @Test
    void putsAProductInStockWhoseQuantityIsRemoved() {
        assertThat(StockStatus.following(UNMANAGED, SWITCHED, FieldHashes.none()))
                .isEqualTo(Documents.of("{'manage_stock':false,'stock_status':'instock'}"));
    }

    @Test
    void leavesAProductAloneThatHadNoQuantityBefore() {
        assertThat(StockStatus.following(UNMANAGED, NAME, FieldHashes.none())).isSameAs(NAME);
    }

    @ParameterizedTest(name = "known to show {0}: {1}")
    @CsvSource({"instock, false", "outofstock, true"})
    void putsItInStockUnlessTheStoreIsKnownToShowThat(String shown, boolean sent) {
        FieldHashes hashes = FieldHashes.of(Documents.of("{'stock_status':'" + shown + "'}"));

        assertThat(StockStatus.following(UNMANAGED, NAME, hashes).fields().containsKey("stock_status"))
                .isEqualTo(sent);
        assertThat(StockStatus.following(UNMANAGED, SWITCHED, hashes).fields().containsKey("stock_status"))
                .isEqualTo(sent);
    }

    @Test
    void sendsTheSwitchWithTheStatus() {
        FieldHashes soldOut = FieldHashes.of(Documents.of("{'stock_status':'outofstock'}"));

        assertThat(StockStatus.following(UNMANAGED, NAME, soldOut))
                .isEqualTo(Documents.of("{'name':'Shirt','manage_stock':false,'stock_status':'instock'}"));
    }

    @Test
    void leavesTheStatusThatTheMappingSends() {
        Document mapped = Documents.of("{'manage_stock':false,'stock_status':'onbackorder'}");

        assertThat(StockStatus.following(mapped, SWITCHED, FieldHashes.none())).isSameAs(SWITCHED);
    }

    @Test
    void leavesAManagedProductToItsQuantity() {
        Document managed = Documents.of("{'manage_stock':true,'stock_quantity':3}");

        assertThat(StockStatus.following(managed, managed, FieldHashes.none())).isSameAs(managed);
    }

    @Test
    void leavesAVariableProductToItsVariations() {
        Document variable = Documents.of("{'type':'variable','manage_stock':false}");

        assertThat(StockStatus.following(variable, SWITCHED, FieldHashes.none()))
                .isSameAs(SWITCHED);
    }

    /** Whatever status the store has had: it maintains that of a variation with the stock of its parent. */
    @Test
    void givesAVariationThatSellsItsParentsStockTheStatusOfThat() {
        Document variation = Documents.of("{'manage_stock':false,'create:stock_status':'outofstock'}");
        FieldHashes inStock = FieldHashes.of(Documents.of("{'stock_status':'instock'}"));

        assertThat(StockStatus.following(variation, SWITCHED, inStock))
                .isEqualTo(Documents.of("{'manage_stock':false,'stock_status':'outofstock'}"));
        assertThat(StockStatus.following(variation, NAME, inStock)).isSameAs(NAME);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'manage_stock':false} | true", "{'manage_stock':true} | false", "{'name':'Shirt'} | false"})
    void knowsWhetherADocumentTurnsTheStockOff(String document, boolean unmanaged) {
        assertThat(StockStatus.isUnmanaged(Documents.of(document))).isEqualTo(unmanaged);
    }
}
