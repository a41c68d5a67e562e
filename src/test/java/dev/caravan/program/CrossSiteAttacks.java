package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** All that a website can make the browser of a visitor send to Caravan. */
final class CrossSiteAttacks {

    private static final List<String> FORM_TYPES =
            List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");
    private static final List<String> SIMPLE_TYPES =
            List.of("text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "text/html");

    private final Browser browser;
    private final OtherSite site;
    private final String host;

    CrossSiteAttacks(Browser browser, OtherSite site, String host) {
        this.browser = browser;
        this.site = site;
        this.host = host;
    }

    /** Sends a JSON by forms and by scripts. */
    void post(URI target, String json) {
        for (String type : FORM_TYPES) {
            browser.open(site.page(host, OtherSite.form(type, target, json)));
            awaitAnswerOf(target);
        }
        browser.open(site.page(host, "scripts"));
        for (String type : SIMPLE_TYPES) {
            browser.promise("await fetch('" + target + "', {method: 'POST', mode: 'no-cors', credentials: 'include',"
                    + " headers: {'Content-Type': '" + type + "'}, body: " + quoted(json) + "});");
        }
        browser.promise("navigator.sendBeacon('" + target + "', " + quoted(json) + ");" + " navigator.sendBeacon('"
                + target + "', new Blob([" + quoted(json) + "]));");
        read("{method: 'POST', headers: {'Content-Type': 'application/json'}, body: " + quoted(json) + ", ", target);
    }

    /** Opens an address by a link, by what a page embeds, and by scripts. */
    void get(URI target) {
        browser.open(site.page(host, OtherSite.link(target)));
        awaitAnswerOf(target);
        browser.open(site.page(host, OtherSite.embedded(target)));
        browser.promise("await fetch('" + target + "', {mode: 'no-cors', credentials: 'include'});");
        read("{", target);
    }

    /** A script that wants to see the answer. */
    private void read(String options, URI target) {
        Object seen = browser.promise("const answer = await fetch('" + target + "', " + options
                + "mode: 'cors', credentials: 'include'}); return await answer.text();");
        assertThat(String.valueOf(seen))
                .as("answer of %s as seen from %s", target, host)
                .startsWith("failed: ");
    }

    private void awaitAnswerOf(URI target) {
        await("%s is open".formatted(target))
                .atMost(Duration.ofSeconds(60))
                .until(() -> target.getPort() == browser.address().getPort());
    }

    private static String quoted(String json) {
        return "'" + json.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
