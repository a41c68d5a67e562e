package dev.caravan.sync.batch;

import org.jspecify.annotations.Nullable;

/** How a variant's variable product stood with the store when the variant was claimed. */
public enum ParentState {
    /** The store shows it as it is; or the row is of no variant. */
    SYNCED,
    /** Changes of it have not reached the store: the store may not vary in an attribute in which its variants differ. */
    PENDING,
    /** It is in error, and nothing of it is pending. */
    ERROR;

    /** As claim-due-rows.sql says it; null for {@link #SYNCED}. */
    public static ParentState of(@Nullable String word) {
        return word == null ? SYNCED : word.equals("pending") ? PENDING : ERROR;
    }
}
