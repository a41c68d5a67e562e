package dev.caravan.platform.web;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The headers that an answer of any route may have, including routes that Camel creates by itself. By default Camel
 * answers with every header of the message, which are those of the request until they are removed.
 */
@Component("answerHeaders")
final class AnswerHeaders implements HeaderFilterStrategy {

    private static final Set<String> OURS =
            Set.of("content-type", "content-disposition", "location", "retry-after", "etag");

    /** Whether a header of the message is kept out of the answer. */
    @Override
    public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, @Nullable Exchange exchange) {
        return !OURS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a header or parameter of the request is kept out of the message. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, @Nullable Exchange exchange) {
        return name.regionMatches(true, 0, "Camel", 0, 5) || name.startsWith("org.apache.camel");
    }
}
