package dev.caravan.catalog.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.platform.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of files as people copy them out of a browser. */
class FileAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "https://my_cdn.example/a.jpg ^ https://my_cdn.example/a.jpg",
                "HTTPS://CDN.Example/A.jpg ^ https://cdn.example/A.jpg",
                "https://cdn.example/red shirt.jpg ^ https://cdn.example/red%20shirt.jpg",
                "https://cdn.example/100% cotton.jpg ^ https://cdn.example/100%25%20cotton.jpg",
                "https://cdn.example/a%20b.jpg ^ https://cdn.example/a%20b.jpg",
                "https://cdn.example/Grüße/日本.jpg ^ https://cdn.example/Gr%C3%BC%C3%9Fe/%E6%97%A5%E6%9C%AC.jpg",
                "https://cdn.example/i?f=[a|b]&x={1} ^ https://cdn.example/i?f=%5Ba%7Cb%5D&x=%7B1%7D",
                "https://cdn.example/a[1].jpg?q=\"x y\"#top ^ https://cdn.example/a%5B1%5D.jpg?q=%22x%20y%22",
                "https://cdn.example/i?u=https://other.example/?a=b ^ https://cdn.example/i?u=https://other.example/?a=b",
                "https://müller.example/a.jpg ^ https://xn--mller-kva.example/a.jpg",
                "https://MÜLLER.example/a.jpg ^ https://xn--mller-kva.example/a.jpg",
                "https://straße.example/a.jpg ^ https://xn--strae-oqa.example/a.jpg",
                "https://日本語。example/a.jpg ^ https://xn--wgv71a119e.example/a.jpg",
                "https://cdn.example\\a\\b.jpg ^ https://cdn.example/a/b.jpg",
                "http://cdn.example:8080/a.jpg ^ http://cdn.example:8080/a.jpg",
                "https://[2001:db8::1]/a.jpg ^ https://[2001:db8::1]/a.jpg",
                "https://cdn.example?x=1 ^ https://cdn.example/?x=1",
                "https://cdn.example/😀.jpg ^ https://cdn.example/%F0%9F%98%80.jpg"
            })
    void areTakenAsBrowsersTakeThem(String given, String plain) {
        assertThat(FileAddress.of(given).text()).isEqualTo(plain);
        assertThat(FileAddress.of(plain).text()).as("and stay so").isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cdn.example/a.jpg",
                "ftp://cdn.example/a.jpg",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "file:///etc/passwd",
                "https://",
                "https:///a.jpg",
                "https://user:secret@cdn.example/a.jpg",
                "https://user@cdn.example/a.jpg",
                "https://cdn.example:99999/a.jpg",
                "https://cdn.example:0/a.jpg",
                "https://cdn example/a.jpg",
                "https://cdn%2eexample/a.jpg",
                "https://cdn..example/a.jpg",
                "https://[::1/a.jpg"
            })
    void areRefusedThatNoStoreCouldReach(String given) {
        assertThatThrownBy(() -> FileAddress.of(given)).isInstanceOf(ApiException.class);
    }
}
