package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Classifies why a call failed, by its answer or by the exception. Source: the recorded answers. */
public final class AnswerClassifier {

    private static final Duration MAINTENANCE_DELAY = Duration.ofSeconds(60);
    private static final String MAINTENANCE_SECONDS = "600";
    /** Before WordPress 5.2 its page had no mark. */
    private static final String MAINTENANCE = "Briefly unavailable for scheduled maintenance";

    private static final Duration RATE_LIMIT_DELAY = Duration.ofSeconds(30);

    private AnswerClassifier() {}

    /**
     * The fault of an answer; empty for a 2xx with a JSON object or list, also behind a byte order mark or PHP
     * warnings. A 2xx with WordPress' error object counts as the status in that object, because PHP cannot change the
     * status once a warning was printed.
     */
    public static Optional<CallFault> faultOf(Answer answer, Clock clock) {
        Optional<JsonNode> json = StoreJson.find(answer.text()).map(StoreJson.Found::node);
        int status = answer.status();
        if (status >= 200 && status < 300) {
            if (json.isEmpty()) {
                return Optional.of(withoutJson(answer));
            }
            status = json.filter(AnswerClassifier::isError)
                    .map(AnswerClassifier::statusOf)
                    .orElse(0);
            if (status < 300) {
                return Optional.empty();
            }
        }
        return Optional.of(fault(status, answer, json, clock));
    }

    /** What a failed connection, a timeout or a broken answer means; looks through causes. */
    public static CallFault faultOf(Throwable transportFault) {
        return TransportFaults.faultOf(transportFault);
    }

    /** WordPress' error object: {@code {code, message, data: {status}}}. */
    static boolean isError(JsonNode node) {
        return node.path("code").isTextual() && node.has("message") && statusOf(node) >= 300;
    }

    static int statusOf(JsonNode error) {
        return error.path("data").path("status").asInt();
    }

    private static CallFault fault(int status, Answer answer, Optional<JsonNode> json, Clock clock) {
        String code = json.map(node -> Reasons.code(node.path("code").asText())).orElse("");
        return switch (status) {
            case 401, 403 -> unauthorized(status, code, answer, json);
            case 404 -> notFound(code, answer, json);
            case 408, 504, 522, 524 ->
                new CallFault.Ambiguous(
                        Reasons.with("The store took too long to answer (" + status + ")", answer, json), true);
            case 413 ->
                new CallFault.TooLarge(Reasons.with("The request is too large for the store (413)", answer, json));
            case 429 -> asksForTime(status, RATE_LIMIT_DELAY, answer, json, clock);
            case 503 -> unavailable(answer, json, clock);
            // 501: the store cannot do this at all [category-delete-no-force]
            case 501 -> refused(status, code, answer, json);
            default -> {
                if (status >= 300 && status < 400) {
                    yield redirect(status, answer);
                }
                if (status >= 400 && status < 500) {
                    yield refused(status, code, answer, json);
                }
                // A PHP process that answers 500 or has ended (502) does no further work; what it has written until
                // then stays.
                yield new CallFault.Ambiguous(
                        Reasons.with("The store failed while it worked on the call (" + status + ")", answer, json),
                        false);
            }
        };
    }

    private static CallFault unauthorized(int status, String code, Answer answer, Optional<JsonNode> json) {
        if (!code.isEmpty()) {
            return new CallFault.Unauthorized(
                    code,
                    Reasons.with(
                            "The store does not accept the key for this (" + status + " " + code + ")", answer, json));
        }
        String hint = status == 401
                ? "Something in front of WooCommerce asks for its own password (401)"
                : "The web server or a firewall refuses the call before WooCommerce sees it (403)";
        return new CallFault.Unauthorized("http_" + status, Reasons.with(hint, answer, json));
    }

    private static CallFault notFound(String code, Answer answer, Optional<JsonNode> json) {
        if (code.equals("rest_no_route")) {
            return new CallFault.WrongAddress(
                    "WordPress answers but has no such WooCommerce route (404): is WooCommerce active, is the address right?");
        }
        return code.isEmpty()
                ? new CallFault.WrongAddress(Reasons.with("No WooCommerce at this address (404)", answer, json))
                : refused(404, code, answer, json);
    }

    private static CallFault redirect(int status, Answer answer) {
        String target = answer.header("location").map(Reasons::withoutQuery).orElse("an address that it does not name");
        return new CallFault.WrongAddress(
                Reasons.clean("The store redirects to " + target + " (" + status + "): correct its address"));
    }

    private static CallFault unavailable(Answer answer, Optional<JsonNode> json, Clock clock) {
        if (answer.text().contains("Backend fetch failed")) { // Varnish, also when the store was too slow for it
            return new CallFault.Ambiguous("The cache in front of the store got no answer from it (503)", true);
        }
        CallFault.AsksForTime fault = asksForTime(503, MAINTENANCE_DELAY, answer, json, clock);
        return new CallFault.AsksForTime(fault.reason(), fault.delay(), isMaintenance(answer, json));
    }

    /** WordPress' own page for its file .maintenance, in any language; a plugin's page has other numbers or another form. */
    private static boolean isMaintenance(Answer answer, Optional<JsonNode> json) {
        boolean ofWordPress = json.isPresent()
                ? json.get().path("code").asText().equals("wp_die")
                : answer.text().contains("id=\"error-page\"") || answer.text().contains(MAINTENANCE);
        return ofWordPress
                && answer.header("retry-after")
                        .map(String::strip)
                        .filter(MAINTENANCE_SECONDS::equals)
                        .isPresent();
    }

    private static CallFault.AsksForTime asksForTime(
            int status, Duration otherwise, Answer answer, Optional<JsonNode> json, Clock clock) {
        return new CallFault.AsksForTime(
                Reasons.with("The store asks for time (" + status + ")", answer, json),
                RetryAfter.of(answer, clock, otherwise));
    }

    private static CallFault refused(int status, String code, Answer answer, Optional<JsonNode> json) {
        String known = code.isEmpty() ? "http_" + status : code;
        String detail = code.isEmpty() ? "(" + status + ")" : "(" + status + " " + code + ")";
        return new CallFault.Refused(known, Reasons.with("The store refuses the call " + detail, answer, json));
    }

    private static CallFault withoutJson(Answer answer) {
        String text = answer.text();
        if (text.isBlank()) {
            return new CallFault.Ambiguous("The store answered " + answer.status() + " with nothing in it", false);
        }
        if (isErrorPage(text)) {
            return new CallFault.Ambiguous(
                    Reasons.with("The store failed while it worked on the call", answer, Optional.empty()), false);
        }
        if (StoreJson.isPage(text)) {
            return new CallFault.WrongAddress(Reasons.with(
                    "A web page, maybe a login or start page, came instead of WooCommerce's answer",
                    answer,
                    Optional.empty()));
        }
        return new CallFault.Ambiguous("The store's answer is cut off or is no JSON", false);
    }

    /** PHP's own fatal error text, or WordPress' page for it, with a status that could no longer be changed. */
    private static boolean isErrorPage(String text) {
        return text.contains("<b>Fatal error</b>")
                || text.contains("<b>Parse error</b>")
                || text.contains("id=\"error-page\"")
                || text.contains("wp-die-message");
    }
}
