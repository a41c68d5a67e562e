package dev.caravan.woocommerce;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts as WordPress keeps them when they come over the REST API with a WooCommerce key [product-create-unicode,
 * -description-html, -text-readback-*].
 */
public final class StoredText {

    /** The most bytes of a name or a text; a longer one makes a create fail fatally, and is dropped by an update. */
    public static final int MAX_BYTES = 65_535;

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]");
    private static final Pattern SLASH = Pattern.compile("\\\\(.?)", Pattern.DOTALL);
    private static final Pattern REFUSED_TAGS =
            Pattern.compile("</?(script|style|iframe|object|embed|form)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLERS =
            Pattern.compile("\\s+on\\w+\\s*=\\s*(\"[^\"]*\"|'[^']*')", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_AND =
            Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]{1,7}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)");
    private static final Pattern ENTITY =
            Pattern.compile("&(?=(?:[A-Za-z][A-Za-z0-9]{1,7}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    private static final Pattern OPEN_TAG = Pattern.compile("<[^>]*?(?:(?=<)|>|$)");
    private static final Pattern SPACES = Pattern.compile("[\\r\\n\\t ]+");
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Pattern OCTET = Pattern.compile("%[a-f0-9]{2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern EMPTY_TAG = Pattern.compile("<(br|hr)\\s*/?>", Pattern.CASE_INSENSITIVE);

    private StoredText() {}

    /** A name or a description as {@code context=edit} shows it after it was sent. */
    public static String html(String sent) {
        String text = CONTROL.matcher(SLASH.matcher(sent).replaceAll("$1")).replaceAll("");
        text = REFUSED_TAGS.matcher(text).replaceAll("");
        text = HANDLERS.matcher(text).replaceAll("");
        text = EMPTY_TAG.matcher(text.replace("javascript:", "")).replaceAll("<$1 />");
        return BARE_AND.matcher(text).replaceAll("&amp;");
    }

    /**
     * A SKU, the name of a custom attribute or the option of a variation as it is stored [text-sku-batch,
     * text-option-custom-variations]: without tags and percent codes, in one line. A backslash stays.
     */
    public static String line(String sent) {
        String text = SPACES.matcher(TAG.matcher(lessThan(sent)).replaceAll(""))
                .replaceAll(" ")
                .strip();
        String whole = OCTET.matcher(text).replaceAll("");
        return whole.equals(text) ? text : BLANKS.matcher(whole).replaceAll(" ").strip();
    }

    /** {@code <} without {@code >} is no tag. */
    private static String lessThan(String text) {
        return OPEN_TAG.matcher(text)
                .replaceAll(open -> Matcher.quoteReplacement(
                        open.group().endsWith(">")
                                ? open.group()
                                : open.group()
                                        .replace("<", "&lt;")
                                        .replace("\"", "&quot;")
                                        .replace("'", "&#039;")));
    }

    /** A text in one line, as all short texts of a store are. */
    public static String oneLine(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    /** Why a store does not keep a short text as it is written; null if it does, except for repeated blanks. */
    public static @Nullable String loss(String text) {
        String kept = line(text);
        if (kept.equals(oneLine(text))) {
            return null;
        }
        return kept.isEmpty() ? "the store would keep nothing of it" : "the store would keep \"" + kept + "\"";
    }

    /**
     * Why an option cannot be chosen in a shop: a product keeps it in another form than its variation does
     * [text-option-custom-parent, -variations]. Null if they keep it alike.
     *
     * @param global whether it belongs to a global attribute, whose options lose all backslashes
     */
    public static @Nullable String optionLoss(String text, boolean global) {
        if (OCTET.matcher(text).find()) {
            return "the store loses a % with two digits or letters from A to F behind it, and the variation could not be chosen";
        }
        if (text.indexOf('<') >= 0 || ENTITY.matcher(text).find()) {
            return "the store keeps it in one form in the product and in another in the variation, which could not be chosen";
        }
        return global && text.indexOf('\\') >= 0
                ? "the store removes backslashes from options of global attributes"
                : null;
    }

    /** One level of backslashes is removed from names, texts and options of variations. */
    public static String unslashed(String sent) {
        return SLASH.matcher(sent).replaceAll("$1");
    }

    /** The form in which a text that is HTML in the store is sent, so that its backslashes stay. */
    public static String slashed(String text) {
        return text.replace("\\", "\\\\");
    }

    /** The form in which a plain text is sent, so that a page of the store shows it as it was written. */
    public static String plain(String text) {
        return slashed(entities(text).replace("<", "&lt;").replace(">", "&gt;"));
    }

    /**
     * The form in which the alternative text of an image is sent; it loses tags and percent codes as a SKU does (seen
     * in 10.2.4).
     */
    public static String altText(String text) {
        return OCTET.matcher(plain(text))
                .replaceAll(octet -> "&#37;" + octet.group().substring(1));
    }

    /**
     * The form in which a text is sent if the store decodes HTML entities, as in options of custom attributes
     * [text-option-custom-parent].
     */
    static String entities(String text) {
        return ENTITY.matcher(text).replaceAll("&amp;");
    }

    /** Whether the store could keep it: the length of the text with its HTML entities counts. */
    public static boolean fits(String sent) {
        return sent.length() <= MAX_BYTES / 8
                || Math.max(bytes(sent), bytes(html(sent))) <= MAX_BYTES; // & becomes five characters
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
