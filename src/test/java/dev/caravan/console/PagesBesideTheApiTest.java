package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.security.Visitor;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.Source.Reply;
import dev.caravan.testing.TestSettings;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** At an address that both have, a browser gets the page and a program the API's answer. */
@CaravanTest
class PagesBesideTheApiTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    /** What HttpURLConnection of Java sends by itself. */
    private static final String OLD_JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private long product;

    @BeforeEach
    void makeAProduct() {
        product = api.post("/products", "{\"sku\":\"BESIDE-1\",\"name\":\"Beside\"}")
                .expect(201)
                .id();
    }

    @AfterEach
    void noProductStays() {
        api.send("DELETE", "/products/" + product, null, null).expect(204);
        api.send("DELETE", "/products/" + product + "/permanent", null, null).expect(204);
    }

    private static Visitor signedIn(Api api, String address) {
        Visitor visitor = new Visitor(api, address);
        assertThat(visitor.signIn("admin", TestSettings.PASSWORD).status()).isEqualTo(302);
        return visitor;
    }

    private static void isJson(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.body()).contains("\"sku\":\"BESIDE-1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", BROWSER, OLD_JAVA})
    void aProgramThatSignsInWithEachRequestGetsJsonWhateverItAccepts(String accept) {
        Map<String, String> headers = accept.isEmpty()
                ? Map.of("Authorization", Api.authorization())
                : Map.of("Authorization", Api.authorization(), "Accept", accept);
        Visitor program = new Visitor(api, "127.9.1.1");

        isJson(program.send("GET", "/products?search=BESIDE-1", headers, ""));
        isJson(program.send("GET", "/products/" + product, headers, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json"})
    void aScriptWithASessionGetsJsonUnlessItAsksForAPage(String accept) {
        Visitor script = signedIn(api, "127.9.1.2");
        Map<String, String> headers = accept.isEmpty() ? Map.of() : Map.of("Accept", accept);

        isJson(script.send("GET", "/products?search=BESIDE-1", headers, ""));
        isJson(script.send("GET", "/products/" + product, headers, ""));
    }

    @Test
    void aBrowserGetsThePage() {
        Visitor browser = signedIn(api, "127.9.1.3");

        for (String path : new String[] {"/products?search=BESIDE-1", "/products/" + product}) {
            Reply page = browser.send("GET", path, Map.of("Accept", BROWSER), "");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
            assertThat(page.body()).contains("<h1").contains("BESIDE-1");
            assertThat(browser.send("GET", path, Map.of("Accept", "*/*", "HX-Request", "true"), "")
                            .body())
                    .contains("<h1");
        }
    }

    /** Camel keeps what is longer than 128 kB in a file until the exchange ends. */
    @Test
    void aPageShowsWhatComesInALongAnswer() {
        api.send(
                        "PATCH",
                        "/products/" + product,
                        "application/json",
                        BodyPublishers.ofString("{\"description\":\"" + "wool ".repeat(60_000) + "\"}"))
                .expect(200);

        Reply page = signedIn(api, "127.9.1.5").send("GET", "/products/" + product, Map.of("Accept", BROWSER), "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<h1").contains("BESIDE-1");
    }

    @Test
    void whatHasNoPageStaysTheApis() {
        Visitor browser = signedIn(api, "127.9.1.4");

        for (String path :
                new String[] {"/products/deleted", "/products/sku/BESIDE-1", "/products/" + product + "/variants"}) {
            assertThat(browser.open(path).header("Content-Type")).as(path).startsWith("application/json");
        }
        Reply made = browser.send(
                "POST",
                "/products",
                Map.of(
                        "Accept",
                        BROWSER,
                        "Content-Type",
                        "application/json",
                        "X-XSRF-TOKEN",
                        browser.cookie(Visitor.CSRF)),
                "{}");
        assertThat(made.status()).isEqualTo(400);
        assertThat(made.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/stores", "/products/abc", "/admin/nothing", "/console/nothing.js"})
    void whereNothingIsABrowserGetsAPageAndAProgramJson(String path) {
        Reply page = signedIn(api, "127.9.1.7").send("GET", path, Map.of("Accept", BROWSER), "");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("style-src 'self'");
        assertThat(page.body()).contains("There is nothing here");

        Reply program = new Visitor(api, "127.9.1.8")
                .send("GET", path, Map.of("Accept", BROWSER, "Authorization", Api.authorization()), "");
        assertThat(program.status()).isIn(400, 404);
        assertThat(program.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void theAddressOfTheAdministrationLeadsToItsFirstPage() {
        Visitor admin = signedIn(api, "127.9.1.9");

        assertThat(admin.open("/admin").header("Location")).endsWith("/admin/users");
        assertThat(admin.open("/admin/").header("Location")).endsWith("/admin/users");
    }

    @Test
    void aStrangerSignsInFirst() {
        Reply page = new Visitor(api, "127.9.1.5").open("/products?status=error");

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location")).endsWith("/login?next=%2Fproducts%3Fstatus%3Derror");
    }

    @Test
    void anotherAccountsProductDoesNotExist() {
        long other = jdbc.sql("INSERT INTO account (name) VALUES ('beside') RETURNING id")
                .query(Long.class)
                .single();
        jdbc.sql(
                        "INSERT INTO app_user (account_id, username, password_hash, role) "
                                + "SELECT :account, 'beside-admin', password_hash, 'admin' FROM app_user WHERE username = 'admin'")
                .param("account", other)
                .update();
        Visitor stranger = new Visitor(api, "127.9.1.6");
        assertThat(stranger.signIn("beside-admin", TestSettings.PASSWORD).status())
                .isEqualTo(302);

        assertThat(stranger.open("/products").body())
                .contains("The catalogue has no product yet")
                .doesNotContain("BESIDE-1");
        Reply page = stranger.open("/products/" + product);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here").doesNotContain("Beside");
        assertThat(stranger.open("/actions/push-product?what=now&id=1&productId=" + product)
                        .status())
                .isEqualTo(404);
        ConsoleWorld.removeAccount(jdbc, other);
    }
}
