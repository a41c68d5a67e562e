package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An image that a store shows with a product.
 *
 * @param src where the store has it
 */
public record ShownImage(long id, String src, String name, String alt) {

    private static final String[][] ENTITIES = {
        {"&lt;", "<"},
        {"&gt;", ">"},
        {"&quot;", "\""},
        {"&#039;", "'"},
        {"&#8243;", "\""},
        {"&#8242;", "'"},
        {"&#037;", "%"},
        {"&#37;", "%"},
        {"&#038;", "&"},
        {"&amp;", "&"}
    };

    /** Characters that WordPress removes from the name of a file (sanitize_file_name). */
    private static final Pattern SPECIAL =
            Pattern.compile("[?\\[\\]/\\\\=<>:;,'\"&$#*()|~`!{}%+\u2019\u00ab\u00bb\u201d\u201c]");

    private static final Pattern SPACES = Pattern.compile("[\\s-]+");
    private static final String EXTENSION = "\\.(?:jpe?g|jpe|png|gif|webp|bmp|avif)";

    static ShownImage of(JsonNode image) {
        return new ShownImage(
                image.path("id").asLong(),
                image.path("src").asText(),
                image.path("name").asText(),
                image.path("alt").asText());
    }

    /**
     * Whether it is the file that the store loaded from an address: it keeps the file's name, with a number behind it
     * if the name was taken [product-update-images-src-2], and the image's name as it was sent. Signs go from the file's name,
     * percent signs too; its extension is that of what it holds; a part that looks like an extension has a line behind it
     * (seen in 10.2.4).
     */
    public boolean isFrom(String address, String sentName) {
        String file =
                SPACES.matcher(SPECIAL.matcher(fileOf(address)).replaceAll("")).replaceAll("-");
        int dot = file.lastIndexOf('.');
        if (dot < 1 || !isText(name, sentName)) {
            return false;
        }
        String stem = Stream.of(file.substring(0, dot).split("\\."))
                .map(Pattern::quote)
                .collect(Collectors.joining("_?\\."));
        Pattern kept = Pattern.compile(stem + "_?(-\\d+)?(-scaled|-rotated)?" + EXTENSION, Pattern.CASE_INSENSITIVE);
        return kept.matcher(fileOf(src)).matches();
    }

    /** Whether it has the alternative text that was sent. */
    public boolean hasAlt(String sent) {
        return isText(alt, sent);
    }

    /** It is shown as HTML [media-alt-name-set]. */
    private static boolean isText(String text, String sent) {
        String shown = plain(text);
        return shown.equals(sent) || shown.equals(plain(sent));
    }

    private static String plain(String text) {
        String plain = text;
        for (String[] entity : ENTITIES) {
            plain = plain.replace(entity[0], entity[1]);
        }
        return plain.replace('\u2033', '"').replace('\u2032', '\'');
    }

    private static String fileOf(String address) {
        try {
            String path = String.valueOf(URI.create(address.strip()).getRawPath());
            return path.substring(path.lastIndexOf('/') + 1);
        } catch (IllegalArgumentException e) {
            return ""; // no address: never the same
        }
    }
}
