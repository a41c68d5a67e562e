package dev.caravan.platform.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Takes 2.0 and 2e1 where a whole number is expected, as JSON Schema does and some languages write it. */
final class WholeNumbers extends JsonParserDelegate {

    WholeNumbers(JsonParser tokens) {
        super(tokens);
    }

    @Override
    public boolean isExpectedNumberIntToken() {
        return super.isExpectedNumberIntToken() || hasToken(JsonToken.VALUE_NUMBER_FLOAT) && isWhole();
    }

    private boolean isWhole() {
        try {
            return getDecimalValue().stripTrailingZeros().scale() <= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
