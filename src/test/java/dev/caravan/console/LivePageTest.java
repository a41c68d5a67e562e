package dev.caravan.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.caravan.testing.Api;
import dev.caravan.testing.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page says how live it is, and shows what has changed whatever becomes of its connection. */
@BrowserTest
class LivePageTest extends ConsolePagesTest {

    private static final String PAGE = "/?search=Outlet";
    private static final String STREAM = "/live";
    private static final String ASKS = "Asks every 10 seconds";
    private static final Pattern LOST =
            Pattern.compile("Not live: the connection is lost since \\d\\d:\\d\\d:\\d\\d\\. Trying again…");
    /** As {@link LiveStreams} allows. */
    private static final int MOST_OF_A_USER = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void resume() {
        world().setPaused(world().outlet, false);
    }

    private static Page open(Chromium browser) {
        return browser.open(1280, ColorScheme.LIGHT);
    }

    private static Locator row(Page page) {
        return page.locator("#store-" + world().outlet);
    }

    private static Locator status(Page page) {
        return page.locator("#live");
    }

    /** The streams that a browser asks for from now on. */
    private static List<String> streams(BrowserContext context) {
        List<String> asked = new CopyOnWriteArrayList<>();
        context.onRequest(request -> {
            if (request.url().endsWith(STREAM)) {
                asked.add(request.url());
            }
        });
        return asked;
    }

    private static void awaitStreams(int count, List<String> streams, Page page) {
        await().until(() -> {
            page.title(); // Playwright tells of requests while it is asked something
            return streams.size() == count;
        });
    }

    @Test
    void aPageThatIsCutOffSaysSinceWhenAndThenShowsWhatHasChanged() {
        try (Line line = new Line(api.uri("/"));
                Chromium far = new Chromium(line.url().toString())) {
            Page page = signIn(open(far), ConsoleWorld.OPERATOR, PAGE);
            awaitLive(page);
            page.evaluate("() => { window.same = true; }");

            line.cut();
            assertThat(status(page)).hasText(LOST);
            world().setPaused(world().outlet, true);
            assertThat(row(page)).containsText("Healthy");

            line.mend();
            awaitLive(page);
            assertThat(row(page)).containsText("Paused by " + ConsoleWorld.ADMIN);
            assertThat(page.evaluate("() => window.same")).isEqualTo(true);
            assertThat(far.takeOffences()).isEmpty();
        }
    }

    @Test
    void anActionWhoseAnswerDoesNotComeIsToldOfAndCanBeRepeated() {
        try (Line line = new Line(api.uri("/"));
                Chromium far = new Chromium(line.url().toString())) {
            Page page = signIn(open(far), ConsoleWorld.OPERATOR, PAGE);
            awaitLive(page);
            page.locator("#pause-" + world().outlet).click();
            page.locator("dialog[open]").waitFor();

            line.cut();
            confirm(page, "Pause");
            assertThat(page.locator("dialog[open]")).containsText("The connection is lost, so no answer came.");
            assertThat(world().reason(world().outlet)).isEqualTo("null");

            line.mend();
            confirm(page, "Pause");
            assertThat(page.locator("#outcome")).containsText("Alpine Outlet is paused.");
            assertThat(row(page)).containsText("Paused by " + ConsoleWorld.OPERATOR);
        }
    }

    /** As behind a proxy that has forgotten a connection. */
    @Test
    void aStreamThatHasFallenSilentIsReplaced() {
        try (Line line = new Line(api.uri("/"));
                Chromium far = new Chromium(line.url().toString())) {
            Page page = open(far);
            page.clock().install();
            List<String> streams = streams(page.context());
            signIn(page, ConsoleWorld.OPERATOR, PAGE);
            awaitStreams(1, streams, page);

            line.silence("GET " + STREAM);
            world().setPaused(world().outlet, true);
            page.clock().fastForward(Duration.ofMinutes(1).toMillis());

            assertThat(row(page)).containsText("Paused by " + ConsoleWorld.ADMIN);
            awaitLive(page);
            awaitStreams(2, streams, page);
            world().setPaused(world().outlet, false);
            assertThat(row(page)).containsText("Healthy");
        }
    }

    /** As extensions and tools for accessibility do; the policy of the page allows no attribute with a style. */
    @Test
    void whatTheBrowserHasStyledIsReplacedWithoutItsStyle() {
        Page page = operator(PAGE);
        for (boolean paused : new boolean[] {true, false}) {
            row(page).evaluate("""
                    row => {
                      row.querySelectorAll('[id]').forEach(part => { part.style.outline = 'solid'; });
                      row.style.outline = 'solid';
                      row.style.outline = ''; // leaves an empty attribute
                    }""");
            world().setPaused(world().outlet, paused);
            assertThat(row(page)).containsText(paused ? "Paused by " + ConsoleWorld.ADMIN : "Healthy");
        }
        assertThat(page.locator("[data-region] [style]")).hasCount(0);
    }

    @Test
    void withoutAStreamThePageAsksAtIntervals() {
        Page page = open(chromium());
        page.context().route("**" + STREAM, Route::abort);
        signIn(page, ConsoleWorld.OPERATOR, PAGE);
        assertThat(status(page)).hasText(ASKS);

        world().setPaused(world().outlet, true);
        assertThat(row(page)).containsText("Paused by " + ConsoleWorld.ADMIN);
        assertThat(status(page)).hasText(ASKS);

        page.context().unroute("**" + STREAM);
        awaitLive(page);
    }

    @Test
    void aPageThatIsOneTooManyAsksAtIntervalsUntilThereIsRoom() throws IOException, InterruptedException {
        String name = "many-tabs";
        world().user(name, "operator");
        List<InputStream> others = new ArrayList<>();
        for (int i = 0; i < MOST_OF_A_USER; i++) {
            HttpResponse<InputStream> stream = stream(name);
            assertThat(stream.statusCode()).isEqualTo(200);
            others.add(stream.body());
        }
        assertThat(stream(name).statusCode()).isEqualTo(503);
        Page page = open(chromium());
        page.clock().install();
        signIn(page, name, PAGE);
        assertThat(status(page)).hasText(ASKS);
        world().setPaused(world().outlet, true);
        assertThat(row(page)).containsText("Paused by " + ConsoleWorld.ADMIN);

        for (InputStream other : others) {
            other.close();
        }
        await("the server notices with its next beats who has gone")
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    if (status(page).textContent().equals("Live")) {
                        return true;
                    }
                    page.clock().fastForward(Duration.ofMinutes(1).toMillis());
                    return false;
                });
        world().setPaused(world().outlet, false);
        assertThat(row(page)).containsText("Healthy");
    }

    @Test
    void aUserWhoIsDisabledOrDeletedReadsNoFurther() throws IOException, InterruptedException {
        for (String name : List.of("disabled-reader", "deleted-reader")) {
            world().user(name, "viewer");
            long id = jdbc.sql("SELECT id FROM app_user WHERE username = :name")
                    .param("name", name)
                    .query(Long.class)
                    .single();
            try (InputStream read = stream(name).body();
                    InputStream other = stream(ConsoleWorld.VIEWER).body()) {
                boolean deleted = name.startsWith("deleted");
                world().send(deleted ? "DELETE" : "PATCH", "/users/" + id, deleted ? "" : "{\"enabled\":false}")
                        .expect(deleted ? 204 : 200);

                assertThat(CompletableFuture.supplyAsync(() -> rest(read)))
                        .succeedsWithin(Duration.ofSeconds(5))
                        .asString()
                        .contains("event: open");
                assertThat(CompletableFuture.supplyAsync(() -> rest(other)))
                        .as("another user's")
                        .failsWithin(Duration.ofMillis(300));
                assertThat(stream(name).statusCode()).isEqualTo(401);
            }
        }
    }

    private static String rest(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<InputStream> stream(String user) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(api.uri(STREAM))
                        .header("Authorization", Api.authorization(user))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
    }

    @Test
    void theTabsOfABrowserShareOneStreamAndOneGoesOnWhenTheOtherIsClosed() {
        Page first = open(chromium());
        List<String> streams = streams(first.context());
        signIn(first, ConsoleWorld.OPERATOR, PAGE);
        awaitLive(first);
        Page second = first.context().newPage();
        second.navigate(PAGE);
        awaitLive(second);

        world().setPaused(world().outlet, true);
        assertThat(row(first)).containsText("Paused by " + ConsoleWorld.ADMIN);
        assertThat(row(second)).containsText("Paused by " + ConsoleWorld.ADMIN);
        awaitStreams(1, streams, second);

        first.close();
        awaitStreams(2, streams, second);
        world().setPaused(world().outlet, false);
        assertThat(row(second)).containsText("Healthy");
        awaitLive(second);
        awaitStreams(2, streams, second);
    }
}
