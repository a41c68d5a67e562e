package dev.caravan.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What WordPress does to texts on their way into the database (product-create-description-html, -unicode). */
final class Texts {

    /** Bytes of a TEXT column: longer names and short descriptions cannot be stored. */
    static final int MAX_BYTES = 65_535;

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]");
    private static final Pattern SLASH = Pattern.compile("\\\\(.?)", Pattern.DOTALL);
    private static final Pattern REFUSED_TAGS =
            Pattern.compile("</?(script|style|iframe|object|embed|form)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLERS =
            Pattern.compile("\\s+on\\w+\\s*=\\s*(\"[^\"]*\"|'[^']*')", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENTS = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern BARE_AND =
            Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]{1,7}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)");
    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    private static final Pattern BLOCK_TAGS = Pattern.compile(
            "</?(p|div|span|h[1-6]|ul|ol|li|table|tr|td|th|img|br|hr)\\b[^>]*>", Pattern.CASE_INSENSITIVE);

    private Texts() {}

    static String unslashed(String text) {
        return CONTROL.matcher(SLASH.matcher(text).replaceAll("$1")).replaceAll("");
    }

    static String html(String text) {
        String safe = COMMENTS.matcher(unslashed(text)).replaceAll("");
        safe = REFUSED_TAGS.matcher(safe).replaceAll("");
        safe = HANDLERS.matcher(safe).replaceAll("");
        safe = safe.replace("javascript:", "").replace("<br/>", "<br />");
        return BARE_AND.matcher(safe).replaceAll("&amp;");
    }

    /** One line without tags, spaces trimmed and collapsed: "  AB  12  " is "AB 12". */
    static String line(String text) {
        return TAGS.matcher(unslashed(text)).replaceAll("").strip().replaceAll("\\s+", " ");
    }

    /** Only tags within a line stay: {@code <p>} goes, {@code <b>} stays (category-create). */
    static String termDescription(String text) {
        return BLOCK_TAGS.matcher(html(text)).replaceAll("");
    }

    static boolean tooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    static String slug(String text) {
        String plain = TAGS.matcher(text).replaceAll("").replaceAll("&[a-zA-Z0-9#]+;", "");
        plain = Normalizer.normalize(plain.replace("ß", "s"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s._/]+", "-");
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
    static String rendered(String text) {
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
