package dev.caravan.sync.compose;

import dev.caravan.store.Store;
import dev.caravan.sync.batch.ClaimedRow;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value of the {@code meta_data} entry by which a product that we created is recognised. */
final class OurMark {

    private static final Pattern MARK = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private OurMark() {}

    static String of(Store store, ClaimedRow row) {
        return store.accountId() + "-" + row.productId();
    }

    /** The product of the store's account to which a mark belongs. */
    static Optional<Long> product(Store store, @Nullable String mark) {
        Matcher parts = MARK.matcher(mark == null ? "" : mark);
        return parts.matches() && Long.parseLong(parts.group(1)) == store.accountId()
                ? Optional.of(Long.valueOf(parts.group(2)))
                : Optional.empty();
    }
}
