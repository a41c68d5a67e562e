package dev.caravan.woocommerce;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a store's JSON tolerantly: after a byte order mark or PHP's warnings, but never a part of a broken JSON. */
final class StoreJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Where a JSON object or list may begin. */
    private static final Pattern BEGIN = Pattern.compile("[\\[{]\\s*[\\[{\"\\]}]|\\[\\s*-?\\d");
    /**
     * A candidate whose syntax breaks later than this is the JSON itself, and is broken; one that breaks earlier is
     * other text.
     */
    private static final int FALSE_START_CHARS = 40;

    private static final String MARK = "\uFEFF";
    private static final int MAX_CANDIDATES = 50;
    /** JSON inside of a page is part of the page, not the answer. */
    private static final Pattern PAGE =
            Pattern.compile("<(!doctype|html|head|body|script)\\b", Pattern.CASE_INSENSITIVE);

    private StoreJson() {}

    /**
     * @param node an object or a list
     * @param before the text before it, such as PHP warnings in HTML, or the name of a byte order mark; "" if there is
     * none
     */
    record Found(JsonNode node, String before) {}

    /** Empty if there is no object or list, or if it is cut off or broken. */
    static Optional<Found> find(String body) {
        boolean marked = body.startsWith(MARK);
        String text = marked ? body.substring(1) : body;
        Matcher begin = BEGIN.matcher(text);
        int from = 0;
        for (int i = 0; i < MAX_CANDIDATES && begin.find(from); i++) {
            int start = begin.start();
            from = start + 1;
            String before = text.substring(0, start).strip();
            if (isPage(before)) {
                return Optional.empty();
            }
            try (JsonParser parser = MAPPER.createParser(text.substring(start))) {
                JsonNode node = parser.readValueAsTree();
                int end = start + (int) parser.currentLocation().getCharOffset();
                if (nothingButMarkup(text.substring(end))) {
                    return Optional.of(new Found(node, marked && before.isEmpty() ? "A byte order mark" : before));
                }
                if (before.isEmpty() || end - start > FALSE_START_CHARS) {
                    return Optional.empty();
                }
            } catch (JsonEOFException cutOff) {
                return Optional.empty();
            } catch (JsonProcessingException broken) {
                if (before.isEmpty()
                        || broken.getLocation() == null
                        || broken.getLocation().getCharOffset() > FALSE_START_CHARS) {
                    return Optional.empty();
                }
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return Optional.empty();
    }

    static boolean isPage(String text) {
        return PAGE.matcher(text).find();
    }

    /** Some plugins print a comment or a warning after the JSON. */
    private static boolean nothingButMarkup(String rest) {
        return rest.isBlank() || rest.stripLeading().startsWith("<");
    }
}
