package dev.caravan.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers about dead letters, as far as pages show them. */
final class Letters {

    private Letters() {}

    /** The answer of {@code list-dead-letter-groups}. */
    record Groups(List<Group> data, Pages pagination) {}

    /** Open letters of one store with one code. */
    record Group(
            long connectionId,
            String storeName,
            String code,
            long count,
            Instant oldestAt,
            Instant newestAt,
            Example example) {

        public Cause cause() {
            return Cause.of(code);
        }
    }

    record Example(long id, long productId, @Nullable String sku, String message) {}

    /** The answer of {@code list-dead-letters}. */
    record Listed(List<Letter> data, Pages pagination) {}

    record Letter(
            long id,
            long connectionId,
            long productId,
            String lane,
            @Nullable String sku,
            String code,
            String message,
            String operation,
            @Nullable Integer httpStatus,
            @Nullable JsonNode sent,
            @Nullable String answered,
            int attempts,
            String state,
            Instant createdAt,
            @Nullable String closedBy,
            @Nullable String note,
            @Nullable String notedBy,
            @Nullable Instant notedAt) {

        public Cause cause() {
            return Cause.of(code);
        }

        /** What became of it, such as "replayed by ana". */
        String end() {
            return (state.equals("resolved") ? "settled" : state) + (closedBy == null ? "" : " by " + closedBy);
        }

        public boolean isOpen() {
            return state.equals("open");
        }

        /** What was sent, to be read; null: nothing. */
        public @Nullable String request() {
            return sent == null || sent.isNull() ? null : Readable.json(sent);
        }

        /** What the store answered, to be read; null: nothing. */
        public @Nullable String answer() {
            return answered == null ? null : Readable.text(answered);
        }
    }
}
