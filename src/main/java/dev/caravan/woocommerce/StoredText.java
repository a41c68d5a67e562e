package dev.caravan.woocommerce;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Texts as WordPress keeps them when they come over the REST API with a WooCommerce key [product-create-unicode,
 * -description-html, -text-readback-*].
 */
public final class StoredText {

    /** Bytes that a name or a text can have; a longer one kills a create and is dropped by an update. */
    public static final int MAX_BYTES = 65_535;

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]");
    private static final Pattern SLASH = Pattern.compile("\\\\(.?)", Pattern.DOTALL);
    private static final Pattern REFUSED_TAGS =
            Pattern.compile("</?(script|style|iframe|object|embed|form)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLERS =
            Pattern.compile("\\s+on\\w+\\s*=\\s*(\"[^\"]*\"|'[^']*')", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_AND =
            Pattern.compile("&(?!(?:[A-Za-z][A-Za-z0-9]{1,7}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)");
    private static final Pattern EMPTY_TAG = Pattern.compile("<(br|hr)\\s*/?>", Pattern.CASE_INSENSITIVE);

    private StoredText() {}

    /** As {@code context=edit} shows a name or a description that was sent so. */
    public static String html(String sent) {
        String text = CONTROL.matcher(SLASH.matcher(sent).replaceAll("$1")).replaceAll("");
        text = REFUSED_TAGS.matcher(text).replaceAll("");
        text = HANDLERS.matcher(text).replaceAll("");
        text = EMPTY_TAG.matcher(text.replace("javascript:", "")).replaceAll("<$1 />");
        return BARE_AND.matcher(text).replaceAll("&amp;");
    }

    /** Whether the store could keep it: what counts is the text with its HTML entities. */
    public static boolean fits(String sent) {
        return sent.length() <= MAX_BYTES / 8
                || Math.max(bytes(sent), bytes(html(sent))) <= MAX_BYTES; // & becomes five characters
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
