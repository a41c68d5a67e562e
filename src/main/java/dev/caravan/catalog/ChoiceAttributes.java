package dev.caravan.catalog;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which attributes of variants are choices in a store.
 *
 * @param ignored those that are not choices, because the store has them elsewhere
 * @param kept the only ones; null for all
 */
public record ChoiceAttributes(Set<Long> ignored, @Nullable Set<Long> kept) {

    public static final ChoiceAttributes ALL = new ChoiceAttributes(Set.of(), null);
}
