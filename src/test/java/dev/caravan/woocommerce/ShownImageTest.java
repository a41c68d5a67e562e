package dev.caravan.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownImageTest {

    private static final String SENT = "https://pim.example/assets/5/file/Zk3.jpg?v=2";

    @ParameterizedTest
    @CsvSource({
        "Zk3.jpg,true",
        "Zk3-3.jpg,true",
        "zk3-scaled.jpg,true",
        "Zk3-1-scaled.jpg,true",
        "Zk31.jpg,false",
        "Zk3-red.jpg,false",
        "Zk3.png,true",
        "Zk3.php,false",
        "other.jpg,false"
    })
    void knowsTheFileThatAnAddressBecame(String file, boolean same) {
        assertThat(image(file, "Shirt").isFrom(SENT, "Shirt")).isEqualTo(same);
    }

    /** As 10.2.4 names them. */
    @ParameterizedTest
    @CsvSource({
        "a%20b%7Cc.jpeg, a20b7Cc.png",
        "%C3%BCml%C3%A4ut.PNG, C3BCmlC3A4ut.png",
        "it's%20(1).jpg, its201.png",
        "a+b.jpg, ab-2.png",
        "no.ext.png, no.ext_.png",
        "photo.final.jpg, photo.final_-1.jpg"
    })
    void knowsAFileWhoseNameTheStoreHasCleaned(String sent, String file) {
        assertThat(image(file, "Shirt").isFrom("https://cdn.example/" + sent, "Shirt"))
                .isTrue();
    }

    @Test
    void takesNoFileWithAnotherNameAndNoneWithoutAnAddress() {
        assertThat(image("Zk3.jpg", "Hat").isFrom(SENT, "Shirt")).isFalse();
        assertThat(image("Zk3.jpg", "Shirt").isFrom("https://pim.example/", "Shirt"))
                .isFalse();
        assertThat(image("Zk3.jpg", "Shirt").isFrom("no address", "Shirt")).isFalse();
    }

    @Test
    void readsTheImagesOfProductsAsTheyAreRecorded() {
        var shown = new ShownProduct(
                        Recording.of("product-update-images-src-2").response().path("body"))
                .images();

        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).isFrom("https://cdn.example/red.jpg", "red-3.jpg"))
                .isTrue();
    }

    private static ShownImage image(String file, String name) {
        return new ShownImage(1, "https://shop.example/wp-content/uploads/2026/11/" + file, name, "");
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({"a.jpg,https://cdn.example/a.jpg,true", ".jpg,https://cdn.example/.jpg,false"})
    void needsANameBeforeTheExtension(String file, String sent, boolean same) {
        assertThat(image(file, "Shirt").isFrom(sent, "Shirt")).isEqualTo(same);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(
            quoteCharacter = '`',
            value = {"A shirt,A shirt,true", "5&#8243; &amp; 6&#8242;,5\" & 6',true", "A hat,A shirt,false"})
    void knowsItsAlternativeText(String shown, String sent, boolean same) {
        assertThat(new ShownImage(1, "https://shop.example/1.jpg", "Shirt", shown).hasAlt(sent))
                .isEqualTo(same);
    }
}
