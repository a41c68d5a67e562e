package dev.caravan.sandbox.php;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The changes that WordPress makes to texts before it stores them (product-create-description-html, -unicode). */
public final class Texts {

    /** Bytes of a TEXT column: longer names and short descriptions cannot be stored. */
    static final int MAX_BYTES = 65_535;

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]");
    private static final Pattern SLASH = Pattern.compile("\\\\(.?)", Pattern.DOTALL);
    private static final Pattern REFUSED_TAGS =
            Pattern.compile("</?(script|style|iframe|object|embed|form)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLERS =
            Pattern.compile("\\s+on\\w+\\s*=\\s*(\"[^\"]*\"|'[^']*')", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_AND =
            Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]{1,7}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)");
    private static final Pattern OCTET = Pattern.compile("%[a-f0-9]{2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPEN = Pattern.compile("<[^>]*?(?:(?=<)|>|$)");
    private static final Pattern NAMED_TAG = Pattern.compile("</?([A-Za-z][^\\s>/]*)[^>]*>");
    private static final Set<String> KNOWN_TAGS = Set.of(
            ("a abbr address article aside b big blockquote br button caption cite code col colgroup dd del details div dl"
                            + " dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main map mark"
                            + " nav ol p pre q s section small span strike strong sub summary sup table tbody td tfoot th"
                            + " thead tr tt u ul var video audio source track iframe")
                    .split(" "));
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    private static final Pattern BLOCK_TAGS = Pattern.compile(
            "</?(p|div|span|h[1-6]|ul|ol|li|table|tr|td|th|img|br|hr)\\b[^>]*>", Pattern.CASE_INSENSITIVE);

    private static final List<String> OF_THE_POST =
            List.of("name", "description", "short_description", "status", "slug", "menu_order", "reviews_allowed");

    private static final Pattern LATIN_MARKS =
            Pattern.compile("(?<=\\p{IsLatin}[\\u0300-\\u036f]{0,5})[\\u0300-\\u036f]");

    /** Latin letters that a slug has in another form (seen in 10.2.4). */
    private static final String[][] LETTERS = {
        {"æ", "ae"}, {"œ", "oe"}, {"ø", "o"}, {"ł", "l"}, {"đ", "d"}, {"ð", "d"}, {"þ", "th"}, {"ħ", "h"}, {"ı", "i"}
    };

    private Texts() {}

    public static String unslashed(String text) {
        return CONTROL.matcher(SLASH.matcher(text).replaceAll("$1")).replaceAll("");
    }

    /**
     * A change of one of the post's fields writes all its texts again, and those that were not sent lose one level of their
     * backslashes (seen on 10.2.4).
     */
    public static void writeAgain(ObjectNode before, ObjectNode product, ObjectNode sent) {
        boolean changed = OF_THE_POST.stream()
                .anyMatch(field -> sent.has(field) && !product.path(field).equals(before.path(field)));
        for (String text : List.of("name", "description", "short_description")) {
            if (changed && !sent.has(text)) {
                product.put(text, unslashed(product.path(text).asText()));
            }
        }
    }

    public static String html(String text) {
        String safe = REFUSED_TAGS.matcher(lessThan(unslashed(text))).replaceAll("");
        safe = NAMED_TAG
                .matcher(safe)
                .replaceAll(tag -> Matcher.quoteReplacement(
                        KNOWN_TAGS.contains(tag.group(1).toLowerCase(Locale.ROOT)) ? tag.group() : ""));
        safe = HANDLERS.matcher(safe).replaceAll("");
        safe = safe.replace("javascript:", "").replace("<br/>", "<br />");
        return BARE_AND.matcher(safe).replaceAll("&amp;");
    }

    /** A name of one line, as terms keep it. */
    public static String escaped(String line) {
        return BARE_AND.matcher(line).replaceAll("&amp;");
    }

    /** One line without tags, spaces trimmed and collapsed: "  AB  12  " is "AB 12". */
    public static String line(String text) {
        return cleaned(unslashed(text));
    }

    /** The same, with its backslashes: a SKU, the name of a custom attribute (text-sku-batch, text-attribute-name-custom). */
    public static String cleaned(String text) {
        String plain =
                TAGS.matcher(lessThan(CONTROL.matcher(text).replaceAll(""))).replaceAll("");
        plain = plain.strip().replaceAll("[\\r\\n\\t ]+", " ");
        String whole = OCTET.matcher(plain).replaceAll("");
        return whole.equals(plain) ? plain : whole.replaceAll(" +", " ").strip();
    }

    /** The option of a variation: it is lost if its percent codes are no text (text-option-custom-variations). */
    public static String percentDecoded(String text) {
        if (!OCTET.matcher(text).find()) {
            return text;
        }
        String decoded = URLDecoder.decode(
                text.replace("+", "%2B").replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
        return decoded.indexOf('\uFFFD') >= 0 ? "" : decoded;
    }

    /** An option of a product's own attribute (text-option-custom-parent). */
    public static String decoded(String text) {
        return text.strip()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    /** {@code <} that begins no tag. */
    private static String lessThan(String text) {
        return OPEN.matcher(text)
                .replaceAll(open -> Matcher.quoteReplacement(
                        open.group().endsWith(">") ? open.group() : open.group().replace("<", "&lt;")));
    }

    /** Only tags within a line stay: {@code <p>} goes, {@code <b>} stays (category-create). */
    public static String termDescription(String text) {
        return BLOCK_TAGS.matcher(html(text)).replaceAll("");
    }

    public static boolean tooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    public static String slug(String text) {
        String plain = TAGS.matcher(text).replaceAll("").replaceAll("&[a-zA-Z0-9#]+;", "");
        plain = LATIN_MARKS
                .matcher(Normalizer.normalize(plain.replace("ß", "s"), Normalizer.Form.NFD))
                .replaceAll("");
        plain = Normalizer.normalize(plain, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s._/]+", "-");
        for (String[] letter : LETTERS) {
            plain = plain.replace(letter[0], letter[1]);
        }
        StringBuilder slug = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (c < 128) {
                if (Character.isLetterOrDigit(c) || c == '-') {
                    slug.appendCodePoint(c);
                }
            } else if (Character.isLetterOrDigit(c) || Character.isSupplementaryCodePoint(c)) {
                slug.append(URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT));
            }
        });
        String joined = slug.toString().replaceAll("-{2,}", "-").replaceAll("^-|-$", "");
        return joined.length() > 200 ? joined.substring(0, 200) : joined;
    }

    /** What a GET without {@code context=edit} shows of a stored text; shortcodes are not rendered. */
    public static String rendered(String text) {
        if (text.isEmpty()) {
            return "";
        }
        if (text.startsWith("<")) {
            return text + "\n";
        }
        StringBuilder paragraphs = new StringBuilder();
        for (String paragraph : text.split("\\n{2,}", -1)) {
            paragraphs.append("<p>").append(paragraph.strip()).append("</p>\n");
        }
        return paragraphs.toString();
    }
}
