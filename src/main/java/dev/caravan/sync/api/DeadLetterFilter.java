package dev.caravan.sync.api;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.store.StoresApi;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The body of {@code POST /dead-letters/replay} and {@code /discard}: which of the open letters. All given members
 * must match.
 *
 * @param createdBefore a moment in ISO 8601; letters of that moment and later ones stay
 * @param all every open letter of the account; nothing else may be given with it
 * @param dryRun only counts
 */
record DeadLetterFilter(
        @Nullable Long connectionId,

        @Pattern(regexp = "\\P{Cntrl}{1,200}", message = "must be a cause as the list shows it") @Nullable String code,

        @Nullable Long productId,

        @Pattern(regexp = "main|images", message = "must be main or images") @Nullable String lane,

        @Size(min = 1, max = 10_000, message = "must name 1 to 10000 dead letters; for more use other fields or all") @Nullable List<@NotNull(message = "must be a number") Long> ids,

        @Nullable String createdBefore,
        @Nullable Boolean all,
        @Nullable Boolean dryRun) {

    /** Later years have more than four digits, and PostgreSQL does not take all of them. */
    private static final int LAST_YEAR = 9_999;

    static DeadLetterFilter one(long id) {
        return new DeadLetterFilter(null, null, null, null, List.of(id), null, null, null);
    }

    static DeadLetterFilter of(
            @Nullable Long connectionId, @Nullable String code, @Nullable Long productId, @Nullable String lane) {
        return new DeadLetterFilter(connectionId, code, productId, lane, null, null, null, null);
    }

    /**
     * @throws ApiException 400 if it chooses nothing, if it has a filter beside {@code all}, or if the moment is not
     * valid
     */
    DeadLetterFilter checked() {
        boolean some = Stream.of(connectionId, code, productId, lane, ids, createdBefore)
                .anyMatch(Objects::nonNull);
        boolean everything = Boolean.TRUE.equals(all);
        if (!some && !everything) {
            throw ApiException.invalid(
                    "all",
                    "must be true if every open dead letter is meant; else choose with connectionId, code, productId,"
                            + " lane, ids or createdBefore");
        }
        if (some && everything) {
            throw ApiException.invalid("all", "must not be true if something else chooses the dead letters");
        }
        if (createdBefore != null) {
            moment(createdBefore);
        }
        return this;
    }

    /** @throws ApiException 404 if the caller may not see the store that is asked for */
    DeadLetterFilter seenBy(Caller caller, StoresApi stores) {
        if (connectionId != null) {
            stores.get(caller, connectionId);
        }
        return this;
    }

    boolean onlyCounts() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** Binds the parameters that all statements with a filter have. */
    StatementSpec bind(StatementSpec statement) {
        return statement
                .param("connectionId", connectionId)
                .param("code", code)
                .param("productId", productId)
                .param("lane", lane)
                .param("ids", ids == null ? null : ids.toArray(Long[]::new))
                .param("createdBefore", createdBefore == null ? null : moment(createdBefore));
    }

    private static String moment(String text) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            if (moment.getYear() > 0 && moment.getYear() <= LAST_YEAR) {
                return moment.toString();
            }
        } catch (DateTimeParseException e) {
            // answered in the same way as a moment that is out of range
        }
        throw ApiException.invalid("createdBefore", "must be a moment in ISO 8601, such as 2026-01-31T12:00:00Z");
    }
}
