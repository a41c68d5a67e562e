package dev.caravan.store.doctor;

import dev.caravan.platform.ApiException;
import dev.caravan.store.address.StoreUrl;
import dev.caravan.woocommerce.Answer;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads answers that are not JSON: a redirect, a login page, a theme's page. Source: the recorded answers. */
final class HtmlAnswer {

    /** WordPress names the address of its REST API with every page. */
    private static final Pattern API_LINK = Pattern.compile("<([^<>]+)>;\\s*rel=\"https://api\\.w\\.org/\"");

    private static final Pattern LOGIN = Pattern.compile(
            "login\\.min\\.css|id=[\"']loginform[\"']|name=[\"']wp-submit[\"']|type=[\"']password[\"']");
    private static final Pattern CHALLENGE = Pattern.compile(
            "captcha|challenge-platform|cf-chl|just a moment|checking your browser|sucuri|wordfence",
            Pattern.CASE_INSENSITIVE);

    private HtmlAnswer() {}

    /** A login page, or a redirect to one [store-members-only, store-login-page]. */
    static boolean asksToSignIn(Answer answer) {
        return answer.status() >= 300 && answer.status() < 400
                ? location(answer).toLowerCase(Locale.ROOT).matches(".*(wp-login|/login|/my-account).*")
                : LOGIN.matcher(answer.text()).find();
    }

    /** A page that checks for a browser. */
    static boolean isChallenge(Answer answer) {
        return CHALLENGE.matcher(answer.text()).find();
    }

    /** The REST API has no address of its own [url-permalinks-plain-followed]. */
    static boolean hasPlainPermalinks(Answer answer) {
        return apiLink(answer).contains("rest_route=");
    }

    /** The store's address behind a redirect, if it is another one [front-redirect-https]. */
    static Optional<URI> redirectsTo(URI storeUrl, Answer answer) {
        String target = location(answer).replaceAll("[?#].*", "");
        return target.isEmpty() ? Optional.empty() : other(storeUrl, target);
    }

    /** The address that the page's own WordPress has, if it is another one [url-wrong-folder]. */
    static Optional<URI> ownAddress(URI storeUrl, Answer answer) {
        String link = apiLink(answer);
        return link.isEmpty() || link.contains("?") ? Optional.empty() : other(storeUrl, link);
    }

    /** The normalised address; empty if it is the known one, or not an address. */
    static Optional<URI> other(URI storeUrl, String address) {
        try {
            return Optional.of(StoreUrl.normalise(storeUrl.resolve(address).toString()))
                    .filter(found -> !found.equals(storeUrl));
        } catch (ApiException | IllegalArgumentException e) {
            return Optional.empty(); // nothing that could be suggested
        }
    }

    private static String location(Answer answer) {
        return answer.header("location").orElse("");
    }

    private static String apiLink(Answer answer) {
        Matcher link = API_LINK.matcher(answer.header("link").orElse(""));
        return link.find() ? link.group(1) : "";
    }
}
