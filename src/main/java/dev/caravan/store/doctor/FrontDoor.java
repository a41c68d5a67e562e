package dev.caravan.store.doctor;

import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.StoreIndex;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first checks, by the answer to a call without a key: whether the store's REST API can be reached. Source: the
 * recorded answers.
 */
final class FrontDoor {

    static final String REACHED = "store-reached";
    static final String NO_REDIRECT = "no-redirect";
    static final String NOTHING_IN_FRONT = "nothing-in-front";
    static final String WORKS = "wordpress-works";
    static final String WORDPRESS = "is-wordpress";
    static final String PERMALINKS = "permalinks-work";
    static final String WOOCOMMERCE = "woocommerce-active";

    static final String CLEAN = "answers-clean";

    private FrontDoor() {}

    /** The checks up to the first that fails. */
    static List<Check> checks(URI storeUrl, StoreProbe.Result index) {
        Answer answer = index.answer();
        CallFault fault = index.fault();
        List<Check> passed = passed(storeUrl, index.millis());
        if (answer != null && fault == null) {
            return with(passed, woocommerce(answer));
        }
        if (answer != null && (fault instanceof CallFault.Unauthorized || fault instanceof CallFault.Refused)) {
            // some stores do not show their index, and take the key all the same
            return upTo(passed, answer.isJson() ? WOOCOMMERCE : NOTHING_IN_FRONT);
        }
        Check failure = failure(storeUrl, index);
        return with(upTo(passed, failure.name()), failure);
    }

    /** The check that a failed call gives, with a key or without. */
    static Check failure(URI storeUrl, StoreProbe.Result result) {
        CallFault fault = Objects.requireNonNull(result.fault());
        Answer answer = result.answer();
        String name = name(storeUrl, fault, answer);
        return Remedies.address(fault, storeUrl, answer)
                .map(found -> Check.moved(name, fault.reason(), found))
                .orElseGet(() -> Check.failed(name, fault.reason(), Remedies.of(fault, storeUrl, answer)));
    }

    /** Text that stands before the JSON [store-php-warning-before-json]. */
    static Optional<Check> notice(StoreProbe.Result result) {
        return Optional.ofNullable(result.answer())
                .filter(Answer::hasTextBeforeJson)
                .map(answer -> Check.advised(
                        CLEAN,
                        "The store prints other text before its answers, such as PHP warnings; it is skipped",
                        "Switch display_errors off in PHP, and look for the plugin that the text names"));
    }

    private static String name(URI storeUrl, CallFault fault, @Nullable Answer answer) {
        if (answer == null) {
            return REACHED;
        }
        if (fault instanceof CallFault.WrongAddress) {
            return nameOfWrongAddress(storeUrl, answer);
        }
        if (fault instanceof CallFault.AsksForTime) {
            return answer.status() == 429 ? NOTHING_IN_FRONT : WORKS;
        }
        return fault instanceof CallFault.Ambiguous ? WORKS : NOTHING_IN_FRONT;
    }

    private static String nameOfWrongAddress(URI storeUrl, Answer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            return HtmlAnswer.asksToSignIn(answer)
                    ? NOTHING_IN_FRONT
                    : HtmlAnswer.redirectsTo(storeUrl, answer).isPresent() ? NO_REDIRECT : PERMALINKS;
        }
        if (answer.isJson()) {
            return WOOCOMMERCE;
        }
        if (HtmlAnswer.asksToSignIn(answer) || HtmlAnswer.isChallenge(answer)) {
            return NOTHING_IN_FRONT;
        }
        return HtmlAnswer.hasPlainPermalinks(answer) ? PERMALINKS : WORDPRESS;
    }

    private static Check woocommerce(Answer index) {
        if (StoreIndex.of(index)
                .namespaces()
                .map(names -> names.contains("wc/v3"))
                .orElse(true)) {
            return Check.passed(WOOCOMMERCE, "WooCommerce's REST API v3 is there");
        }
        return Check.failed(
                WOOCOMMERCE, "WordPress answers, but WooCommerce's REST API (wc/v3) is not there", Remedies.ACTIVATE);
    }

    private static List<Check> passed(URI storeUrl, long millis) {
        String certificate = storeUrl.getScheme().equals("https") ? " and has a valid certificate" : "";
        return List.of(
                Check.passed(REACHED, storeUrl.getHost() + " answered in " + millis + " ms" + certificate),
                Check.passed(NO_REDIRECT, "The address is the final one"),
                Check.passed(NOTHING_IN_FRONT, "No login page, firewall or limit stands in front of the store"),
                Check.passed(WORKS, "It answers without an error"),
                Check.passed(WORDPRESS, "WordPress answers at " + storeUrl),
                Check.passed(PERMALINKS, "/wp-json/ leads to WordPress' REST API"));
    }

    private static List<Check> upTo(List<Check> passed, String name) {
        return passed.stream().takeWhile(check -> !check.name().equals(name)).toList();
    }

    private static List<Check> with(List<Check> checks, Check last) {
        List<Check> all = new ArrayList<>(checks);
        all.add(last);
        return all;
    }
}
