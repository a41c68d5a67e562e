package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cleans texts of stores and exceptions for display and storage: short, without HTML, without secrets. */
public final class Reasons {

    static final int MAX_CHARS = 500;
    private static final int MOST_CLEANED_CHARS = 20_000;
    private static final int MAX_TEXT_CHARS = 200;
    /** WooCommerce's own have 60 at most. */
    private static final int MAX_CODE_CHARS = 100;

    private static final Pattern TAG = Pattern.compile("<[^<>]{0,2000}>");
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>([^<]{0,1000})</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Spaces, controls (C0 and C1), separators of lines. */
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");
    /** Characters that reverse the direction of text or have no width, and code points that are no characters. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]+");

    private static final Pattern NUMERIC_ENTITY = Pattern.compile("&#(\\d{1,6});");
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "(consumer_key|consumer_secret|oauth_signature|oauth_consumer_key)(=|%3D)[^&\\s\"'<>]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY = Pattern.compile("\\b(ck|cs)_[0-9A-Za-z]{8,}");
    private static final Pattern BASIC = Pattern.compile("\\bBasic [A-Za-z0-9+/]{8,}=*");

    private Reasons() {}

    /** A text as one line of at most {@link #MAX_CHARS} characters, none of them hidden. */
    public static String clean(String text) {
        String plain = decode(TAG.matcher(start(text, MOST_CLEANED_CHARS)).replaceAll(" "));
        plain = TAG.matcher(plain).replaceAll(" "); // characters that were written as entities
        plain = BLANK.matcher(plain).replaceAll(" ");
        plain = HIDDEN.matcher(plain).replaceAll(""); // before keys are searched for, which it could split
        plain = SECRET_PARAMETER.matcher(plain).replaceAll("$1$2…");
        plain = KEY.matcher(plain).replaceAll("$1_…");
        plain = BASIC.matcher(plain).replaceAll("Basic …");
        plain = plain.strip();
        return plain.length() <= MAX_CHARS ? plain : plain.substring(0, MAX_CHARS - 1) + "…";
    }

    /** A text of a store as it may be shown, shortened; null if there is none. */
    static @Nullable String text(JsonNode node) {
        String text = clean(node.asText(""));
        return text.isEmpty() ? null : start(text, MAX_TEXT_CHARS);
    }

    /** A cleaned error code: on one line, and short. */
    static String code(String text) {
        return start(clean(text), MAX_CODE_CHARS);
    }

    private static String start(String text, int chars) {
        return text.substring(0, Math.min(text.length(), chars));
    }

    /** {@code sentence}, and after a colon the store's own message, if it is readable. */
    static String with(String sentence, Answer answer, Optional<JsonNode> json) {
        String said = json.map(node -> node.path("message").asText())
                .map(Reasons::clean)
                .or(() -> title(answer.text()))
                .orElse("");
        return clean(said.isEmpty() ? sentence : sentence + ": " + said);
    }

    /** The title of an HTML page. */
    static Optional<String> title(String html) {
        Matcher title = TITLE.matcher(html);
        return title.find() ? Optional.of(clean(title.group(1))) : Optional.empty();
    }

    /** Scheme, host and path of an address, because the rest may hold keys. */
    static String withoutQuery(String location) {
        String address = location.split("[?#]", 2)[0];
        try {
            URI uri = URI.create(address);
            if (uri.getHost() == null) {
                return clean(address);
            }
            String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
            return clean(uri.getScheme() + "://" + uri.getHost() + port + uri.getPath());
        } catch (IllegalArgumentException unreadable) {
            return clean(address);
        }
    }

    /** Text without HTML entities. */
    static String decode(String text) {
        String numbers = NUMERIC_ENTITY
                .matcher(text)
                .replaceAll(entity -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(entity.group(1)))));
        return numbers.replace("&nbsp;", " ")
                .replace("&lsaquo;", "‹")
                .replace("&rsaquo;", "›")
                .replace("&laquo;", "«")
                .replace("&raquo;", "»")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
