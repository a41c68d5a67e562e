package dev.caravan.sync.mapping;

import static dev.caravan.sync.mapping.GivenProduct.simple;
import static dev.caravan.sync.mapping.GivenProduct.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.catalog.Product;
import dev.caravan.catalog.ProductAsset;
import dev.caravan.sync.Documents;
import dev.caravan.sync.mapping.ProductImages.Sent;
import dev.caravan.woocommerce.Document;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductImagesTest {

    private static final ProductAsset FRONT = image(1, "front.jpg", "front", "The shirt from the front");
    private static final ProductAsset BACK = image(2, "back.png", "back", null);
    private static final ProductAsset FRONT_AGAIN = image(3, "again.jpg", "front", null);
    private static final ProductAsset MANUAL = asset(4, "manual.pdf", null, "application/pdf", "manual");
    private static final Product SHIRT =
            simple().assets(FRONT, MANUAL, BACK, FRONT_AGAIN).build();
    private static final Document WANTED =
            Documents.of("{'images':[{'asset':'front','src':'https://pim.example/front.jpg','name':'front.jpg',"
                    + "'alt':'The shirt from the front'},{'asset':'back','src':'https://pim.example/back.png',"
                    + "'name':'back.png','alt':'back'}]}");
    private static final Document NAMES = Documents.of("{'images':[{'asset':'front','name':'front.jpg',"
            + "'alt':'The shirt from the front'},{'asset':'back','name':'back.png','alt':'back'}]}");

    @Test
    void showsEachImageOnceAndNoOtherFile() {
        assertThat(ProductImages.wanted(SHIRT)).isEqualTo(WANTED.fields().get("images"));
    }

    @Test
    void showsTheFirstImageOfAVariant() {
        assertThat(ProductImages.wanted(variant().assets(MANUAL, BACK, FRONT).build()))
                .extracting(image -> image.path("asset").asText())
                .containsExactly("back");
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({
        "shirt.jpg, shirt",
        "shirt.JPEG, shirt",
        "Cup 0.5 l, Cup 0.5 l",
        "shirt.front.webp, shirt.front",
        ".png, .png",
        "shirt.pdf, shirt.pdf"
    })
    void describesAnImageByItsNameWithoutTheExtension(String name, String alt) {
        assertThat(ProductImages.wanted(
                                simple().assets(image(1, name, "a", null)).build())
                        .path(0)
                        .path("alt")
                        .asText())
                .isEqualTo(alt);
    }

    @Test
    void comparesImagesByWhatTheyAreAndNotByTheirAddress() {
        Document mapped = Documents.of("{'name':'Shirt','images':[{'src':'https://pim.example/front.jpg'}]}");

        Document named = ProductImages.named(mapped, SHIRT);

        assertThat(named.fields().get("images")).isEqualTo(NAMES.fields().get("images"));
        assertThat(named.fields()).containsKey("name");
        assertThat(ProductImages.namesOf(ProductImages.wanted(SHIRT))).isEqualTo(NAMES);
    }

    @Test
    void leavesImagesToTheStoreThatTheMappingDoesNotSend() {
        Document name = Documents.of("{'name':'Shirt'}");

        assertThat(ProductImages.named(name, SHIRT)).isSameAs(name);
        assertThat(ProductImages.without(name)).isSameAs(name);
    }

    @Test
    void sendsAProductWithoutItsImages() {
        assertThat(ProductImages.without(Documents.of("{'name':'Shirt','images':[]}")))
                .isEqualTo(Documents.of("{'name':'Shirt'}"));
    }

    @Test
    void knowsWhichImagesAreSent() {
        assertThat(ProductImages.assets(WANTED)).containsExactly("front", "back");
        assertThat(ProductImages.sent(WANTED))
                .containsExactly(
                        new Sent("front", "https://pim.example/front.jpg", "front.jpg", "The shirt from the front"),
                        new Sent("back", "https://pim.example/back.png", "back.png", "back"));
        assertThat(ProductImages.assets(Documents.of("{'name':'Shirt'}"))).isEmpty();
        assertThat(ProductImages.sent(Documents.of("{'name':'Shirt'}"))).isEmpty();
    }

    @Test
    void sendsAnImageThatTheStoreHasByItsId() {
        assertThat(Documents.reread(ProductImages.forCall(WANTED, false, Map.of("front", 31L)::get)))
                .isEqualTo(Documents.of("{'images':[{'id':31,'name':'front.jpg','alt':'The shirt from the front'},"
                        + "{'src':'https://pim.example/back.png','name':'back.png','alt':'back'}]}"));
    }

    @Test
    void writesTheTextsOfAnImageAsAStoreKeepsThem() {
        Document image = Documents.of("{'images':[{'asset':'a','src':'s','name':'S < M','alt':'80%ab'}]}");

        assertThat(ProductImages.forCall(image, false, asset -> null))
                .isEqualTo(Documents.of("{'images':[{'src':'s','name':'S &lt; M','alt':'80&#37;ab'}]}"));
    }

    @Test
    void sendsTheOneImageOfAVariationOrTakesItOff() {
        Document one = Documents.of("{'images':[{'asset':'back','name':'back.png','alt':'back'}]}");

        assertThat(Documents.reread(ProductImages.forCall(one, true, asset -> 32L)))
                .isEqualTo(Documents.of("{'image':{'id':32,'name':'back.png','alt':'back'}}"));
        assertThat(ProductImages.forCall(Documents.of("{'images':[]}"), true, asset -> null))
                .isEqualTo(Documents.of("{'image':{}}"));
        assertThat(ProductImages.forCall(Documents.of("{}"), false, asset -> null))
                .isEqualTo(Documents.of("{'images':[]}"));
    }

    @Test
    void namesAFileOfWhichItIsNotKnownWhetherItIsAnImage() {
        ProductAsset unknown = asset(7, "shirt", null, ProductAsset.UNKNOWN_TYPE, "unknown");

        assertThat(ProductImages.unknown(simple().assets(FRONT, unknown).build()))
                .isEqualTo(
                        "It is not known whether the asset 7 (https://pim.example/shirt) is an image, so the store would"
                                + " not show it: set its mimeType, or take it off the product");
        assertThat(ProductImages.unknown(SHIRT)).isNull();
    }

    private static ProductAsset image(long id, String name, String content, @Nullable String alt) {
        return asset(id, name, alt, name.endsWith(".png") ? "image/png" : "image/jpeg", content);
    }

    private static ProductAsset asset(long id, String name, @Nullable String alt, String type, String content) {
        String url = "https://pim.example/" + name;
        return new ProductAsset(id, url, name, alt, type, url, content);
    }
}
