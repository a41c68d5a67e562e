package dev.caravan.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.api.Problems;
import dev.caravan.platform.security.Visitor;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import dev.caravan.testing.LogLines;
import dev.caravan.testing.Source.Reply;
import dev.caravan.testing.TestSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/** The pages let in whom the API lets in, and do no more than it does. */
@CaravanTest
class ConsoleDoorsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PAGE = "text/html";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @RegisterExtension
    final LogLines matching = LogLines.ofAllLevels(HandlerMappingIntrospector.class);

    @RegisterExtension
    final LogLines failures = LogLines.of(Problems.class);

    private String suffix;
    private long store;

    @BeforeEach
    void connectAStore() {
        suffix = "doors-" + NUMBER.incrementAndGet();
        store = api.post("/integration/woocommerce/connections?force=true", """
                        {"storeName":"%1$s","storeUrl":"http://127.0.0.1:9/%1$s","consumerKey":"ck_1","consumerSecret":"cs_1"}
                        """.formatted(suffix))
                .expect(201)
                .id();
    }

    private Visitor signedIn(String role, long account) {
        String name = suffix + "-" + role;
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT :account, :name, password_hash, :role FROM app_user WHERE username = 'admin'")
                .param("account", account)
                .param("name", name)
                .param("role", role)
                .update();
        Visitor visitor = new Visitor(api, "127.8." + NUMBER.incrementAndGet() + ".1");
        assertThat(visitor.signIn(name, TestSettings.PASSWORD).status()).isEqualTo(302);
        return visitor;
    }

    private long ours() {
        return jdbc.sql("SELECT account_id FROM app_user WHERE username = 'admin'")
                .query(Long.class)
                .single();
    }

    private Reply pause(Visitor visitor, String token) {
        return visitor.send(
                "POST",
                "/actions/pause-connection",
                Map.of("Accept", PAGE, "Content-Type", FORM),
                "id=" + store + "&_csrf=" + token);
    }

    @Test
    void aFormCausesNoWarning() {
        Visitor operator = signedIn("operator", ours());

        pause(operator, operator.cookie(Visitor.CSRF));

        assertThat(reason()).isEqualTo("paused");
        assertThat(matching.lines()).noneMatch(line -> line.contains("Cache miss"));
    }

    private String reason() {
        return api.get("/integration/woocommerce/connections/" + store)
                .expect(200)
                .json()
                .at("/health/reason")
                .asText();
    }

    @Test
    void anActionOfAPageIsTheOperationOfTheApi() {
        Visitor operator = signedIn("operator", ours());

        assertThat(pause(operator, operator.cookie(Visitor.CSRF)).body()).contains(suffix + " is paused.");

        assertThat(reason()).isEqualTo("paused");
        assertThat(jdbc.sql("SELECT who FROM audit_log WHERE action = 'pause-connection' AND target = :target")
                        .param("target", "connections/" + store)
                        .query(String.class)
                        .list())
                .containsExactly(suffix + "-operator");
    }

    @Test
    void aFormNeedsTheToken() {
        Visitor operator = signedIn("operator", ours());
        Visitor withPassword = new Visitor(api, "127.8.0.2");

        Reply basic = withPassword.send(
                "POST",
                "/actions/pause-connection",
                Map.of("Accept", PAGE, "Content-Type", FORM, "Authorization", Api.authorization()),
                "id=" + store);
        assertThat(basic.status()).isEqualTo(403);

        assertThat(pause(operator, "").status()).isEqualTo(403);
        assertThat(pause(operator, "0cb7a288-5fb1-4a7d-82e2-7a0225eea1f6").status())
                .isEqualTo(403);
        assertThat(reason()).isEqualTo("null");
    }

    /** Twelve bytes are what a character takes at most when a form is sent. */
    @Test
    void aNoteOfTheLargestSizeFitsInAForm() {
        long letter = jdbc.sql(
                        "INSERT INTO dead_letter (account_id, connection_id, product_id, sku, code, message, "
                                + "operation, attempts) VALUES (:account, :store, -1, 'DOORS', 'x', 'x', 'update', 1) RETURNING id")
                .param("account", ours())
                .param("store", store)
                .query(Long.class)
                .single();
        Visitor operator = signedIn("operator", ours());
        String note = "価".repeat(1_000) + "😀".repeat(499) + "\r\n";

        Reply saved = form(operator, "note-dead-letter", Map.of("id", "" + letter, "note", note + "x"));

        assertThat(saved.body()).contains("The note is saved.");
        jdbc.sql("DELETE FROM dead_letter WHERE id = :letter")
                .param("letter", letter)
                .update();
    }

    @Test
    void aFormThatIsTooLargeIsRefusedByAPageAndForAScriptByAProblem() {
        Visitor operator = signedIn("operator", ours());
        Map<String, String> fields = Map.of("id", "1", "note", "x".repeat(40_000));

        Reply page = form(operator, "note-dead-letter", fields);
        assertThat(page.status()).isEqualTo(413);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("This is too much at once");
        Reply script = operator.send(
                "POST",
                "/actions/note-dead-letter",
                Map.of("Accept", PAGE, "Content-Type", FORM, "X-Requested-With", "htmx"),
                "note=" + "x".repeat(40_000));
        assertThat(script.status()).isEqualTo(413);
        assertThat(script.header("Content-Type")).startsWith("application/problem+json");
    }

    private static Reply form(Visitor visitor, String operation, Map<String, String> fields) {
        String body = "_csrf=" + visitor.cookie(Visitor.CSRF);
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body += "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8);
        }
        return visitor.send("POST", "/actions/" + operation, Map.of("Accept", PAGE, "Content-Type", FORM), body);
    }

    @Test
    void aViewerChangesNothing() {
        Visitor viewer = signedIn("viewer", ours());

        assertThat(viewer.open("/").body()).contains("Stores").doesNotContain("/actions/");
        assertThat(viewer.open("/actions/pause-connection?id=" + store).status())
                .isEqualTo(403);
        assertThat(pause(viewer, viewer.cookie(Visitor.CSRF)).status()).isEqualTo(403);
        assertThat(reason()).isEqualTo("null");
    }

    @Test
    void anotherAccountsStoreDoesNotExist() {
        long other = jdbc.sql("INSERT INTO account (name) VALUES ('doors') RETURNING id")
                .query(Long.class)
                .single();
        Visitor stranger = signedIn("admin", other);

        assertThat(stranger.open("/").body())
                .contains("No store is connected yet")
                .doesNotContain("127.0.0.1:9/" + suffix);
        assertThat(stranger.open("/actions/pause-connection?id=" + store).status())
                .isEqualTo(404);
        assertThat(stranger.open("/attention/group?code=x&store=" + store).status())
                .isEqualTo(404);
        assertThat(pause(stranger, stranger.cookie(Visitor.CSRF)).status()).isEqualTo(404);
        assertThat(reason()).isEqualTo("null");
        ConsoleWorld.removeAccount(jdbc, other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/attention/group", "/attention/group?store=1", "/attention/group?code=x"})
    void anAddressThatLacksAParameterIsRefusedByAPage(String path) {
        Reply page = signedIn("viewer", ours()).open(path);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("The address needs the parameter");
        assertThat(failures.lines()).isEmpty();
    }

    /** A question about nothing, or about what another account has, is no question. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay-dead-letter?id=999999999",
                "discard-dead-letter?id=999999999",
                "replay-dead-letters?connectionId=999999999&code=x",
                "discard-dead-letters?connectionId=999999999&code=x",
                "revoke-api-key?id=999999999",
                "delete-saved-filter?page=products&id=999999999",
                "delete-user?id=999999999",
                "cancel-job?id=0cb7a288-5fb1-4a7d-82e2-7a0225eea1f6"
            })
    void nothingIsAskedAboutWhatIsNotThere(String question) {
        Reply page = signedIn("admin", ours()).open("/actions/" + question);

        assertThat(page.status()).as(page.body()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
    }

    @Test
    void whereNoDeadLetterIsOpenThereIsNothingToReplay() {
        Reply page = signedIn("operator", ours()).open("/actions/replay-dead-letters?code=none&connectionId=" + store);

        assertThat(page.body()).contains("No dead letter of this cause is open").doesNotContain("class=\"act");
    }

    @Test
    void whoDeletesTheOwnUserIsToldSo() {
        Visitor admin = signedIn("admin", ours());
        long id = jdbc.sql("SELECT id FROM app_user WHERE username = :name")
                .param("name", suffix + "-admin")
                .query(Long.class)
                .single();

        assertThat(admin.open("/actions/delete-user?id=" + id).body()).contains("This is you");
    }

    @Test
    void whoIsNotSignedInSeesNoPage() {
        Visitor stranger = new Visitor(api, "127.8.0.1");

        for (String path : new String[] {"/", "/attention", "/actions/pause-connection?id=1", "/console/console.js"}) {
            assertThat(stranger.open(path).status()).as(path).isEqualTo(302);
            assertThat(stranger.send("GET", path, Map.of(), "").status())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(stranger.send("GET", "/live", Map.of("Accept", "text/event-stream"), "")
                        .status())
                .isEqualTo(401);
        assertThat(pause(stranger, "").status()).isIn(401, 403);
    }

    @Test
    void onlyFormsAreTakenWhereFormsAreSent() {
        Visitor operator = signedIn("operator", ours());

        Reply reply = operator.call("POST", "/actions/pause-connection", "{\"id\":" + store + "}");

        assertThat(reply.status()).isEqualTo(415);
        assertThat(operator.call("PUT", "/actions/pause-connection", "{}").status())
                .isEqualTo(405);
    }

    /** The address that a link to the sign-in page names must not lead to another site. */
    @ParameterizedTest
    @CsvSource({
        "/attention, /attention",
        "/?state=paused&search=a%20b, /?state=paused&search=a%20b",
        "//evil.example, /",
        "/\\evil.example, /",
        "https://evil.example/, /",
        "javascript:alert(1), /",
        "/..//evil, /",
        "/products/%2E./x, /",
        "/?next=/../x, /?next=/../x",
        "'/ok\r\nSet-Cookie: a=b', /",
        "'', /"
    })
    void theSignInLeadsToAPageOfOursOnly(String wanted, String led) {
        Visitor visitor = new Visitor(api, "127.8." + NUMBER.incrementAndGet() + ".1");
        visitor.open("/login");
        String name = suffix + "-someone";
        jdbc.sql("INSERT INTO app_user (account_id, username, password_hash, role) "
                        + "SELECT account_id, :name, password_hash, 'viewer' FROM app_user WHERE username = 'admin'")
                .param("name", name)
                .update();

        Reply reply = visitor.send(
                "POST",
                "/login",
                Map.of("Accept", PAGE, "Content-Type", FORM),
                "username=" + name + "&password=" + TestSettings.PASSWORD + "&_csrf=" + visitor.cookie(Visitor.CSRF)
                        + "&next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo(api.uri(led).toString());
    }
}
