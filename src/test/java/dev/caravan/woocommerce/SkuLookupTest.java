package dev.caravan.woocommerce;

import static dev.caravan.woocommerce.Wire.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkuLookupTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"  AB  12  |ab 12", "LS-1001|ls-1001", "Größe<b>1</b>/&ü|größe1/&ü", "ÄB\t1|äb 1"})
    void comparesSkusAsTheStoreDoes(String sku, String key) {
        assertThat(Skus.key(sku)).isEqualTo(key);
    }

    @Test
    void asksForManySkusAtOnce() {
        assertThat(SkuLookup.query(List.of("A-1", "B & C", "ü")))
                .isEqualTo(
                        "sku=A-1,B%20%26%20C,%C3%BC&status=any&per_page=100"
                                + "&_fields=id,sku,name,status,type,parent_id,variations,date_created_gmt,meta_data&context=edit");
        assertThat(SkuLookup.queryOfTrash(List.of("B,1"))).startsWith("sku=B%2C1&status=trash&");
    }

    @Test
    void neverAsksWithoutSkusAsTheStoreWouldListEverything() {
        for (List<String> skus : List.of(List.<String>of(), List.of("A", " "), List.of("A", "B,1"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> SkuLookup.query(skus));
        }
    }

    @Test
    void splitsSkusIntoQueriesThatTheStoreCanAnswer() {
        var many = IntStream.range(0, 120).mapToObj(i -> "S-" + i).toList();

        assertThat(SkuLookup.portions(many)).extracting(List::size).containsExactly(50, 50, 20);
        assertThat(SkuLookup.portions(List.of("A", "B,1", "", "A", "C")))
                .containsExactlyInAnyOrder(List.of("A", "C"), List.of("B,1"));
        assertThat(SkuLookup.portions(List.of("x".repeat(4000), "y".repeat(4000))))
                .hasSize(2);
    }

    /** Addresses have 5,000 encoded characters of SKUs at most, a comma behind each. */
    @ParameterizedTest(name = "{0} and {1} characters: {2} queries")
    @CsvSource({"2499,2499,1", "2499,2500,2", "6000,1,2"})
    void splitsSkusByTheirEncodedLength(int one, int other, int queries) {
        assertThat(SkuLookup.portions(List.of("x".repeat(one), "y".repeat(other))))
                .hasSize(queries);
    }

    @Test
    void takesAListForWholeIfItHasAsManyProductsAsTheStoreHas() {
        Answer one = new Answer(
                200, Map.of("x-wp-total", "1"), "[{\"id\":7,\"sku\":\"A\"}]".getBytes(StandardCharsets.UTF_8));

        assertThat(SkuLookup.read(one)).containsOnlyKeys("a");
    }

    @Test
    void saysWhyAStoreListsNoProducts() {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(
                        () -> SkuLookup.read(Recording.of("store-maintenance").answer()))
                .matches(failed -> failed.fault() instanceof CallFault.AsksForTime);
    }

    @Test
    void findsWhatTheStoreHas() {
        var found = SkuLookup.read(Recording.of("products-get-sku-many").answer());

        assertThat(found).hasSize(3).allSatisfy((key, product) -> {
            assertThat(Skus.key(product.sku())).isEqualTo(key);
            assertThat(product.caravanKey()).isNull();
            assertThat(product.name()).isNotEmpty();
        });
        assertThat(SkuLookup.read(Recording.of("products-get-sku-unknown").answer()))
                .isEmpty();
    }

    @Test
    void prefersTheProductThatWeMade() {
        var found = SkuLookup.read(answer("[{\"id\":7,\"sku\":\"A\",\"status\":\"draft\",\"type\":\"simple\"},"
                + "{\"id\":8,\"sku\":\"a\",\"status\":\"publish\",\"type\":\"simple\",\"meta_data\":["
                + CaravanMark.meta("42") + "]}]"));

        assertThat(found).containsExactly(Map.entry("a", new SkuLookup.Found(8, "a", "publish", "simple", 0, 0, "42")));
    }

    @Test
    void tellsHowOldAProductIsByTheStoresOwnClock() {
        Answer answer = new Answer(
                200,
                Map.of("date", "Wed, 25 Nov 2026 10:00:30 GMT"),
                ("[{\"id\":7,\"sku\":\"A\",\"date_created_gmt\":\"2026-11-25T10:00:00\"},"
                                + "{\"id\":8,\"sku\":\"B\",\"date_created_gmt\":null}]")
                        .getBytes(StandardCharsets.UTF_8));

        Map<String, SkuLookup.Found> found = SkuLookup.read(answer);

        assertThat(found.get("a")).extracting(SkuLookup.Found::age).isEqualTo(Duration.ofSeconds(30));
        assertThat(found.get("b")).extracting(SkuLookup.Found::age).isNull();
    }

    @Test
    void takesNothingForAbsentIfTheListIsNotWhole() {
        for (Answer answer : List.of(
                Recording.of("products-get-sku-many-default-per-page").answer(),
                answer("{}"),
                answer("[{\"id\":0,\"sku\":\"A\"}]"),
                answer("[{\"name\":\"without id\"}]"))) {
            assertThatExceptionOfType(CallFailedException.class)
                    .isThrownBy(() -> SkuLookup.read(answer))
                    .matches(failed -> failed.fault() instanceof CallFault.Ambiguous);
        }
    }

    @Test
    void buildsAddressesAndCredentialsAsTheStoreWantsThem() {
        assertThat(StoreEndpoints.variationsBatch(18)).isEqualTo("/wp-json/wc/v3/products/18/variations/batch");
        assertThat(StoreEndpoints.url(" https://store.example/shop// ", StoreEndpoints.PRODUCTS_BATCH))
                .isEqualTo("https://store.example/shop/wp-json/wc/v3/products/batch");
        assertThat(BasicAuthentication.header("ck_1 ", " cs_2")).isEqualTo("Basic Y2tfMTpjc18y");
    }
}
