package dev.caravan.sync.batch;

import dev.caravan.sync.batch.Plan.Action;
import dev.caravan.woocommerce.SkuLookup.Found;
import dev.caravan.woocommerce.Skus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store's answers to the questions by SKU of a batch. A product is searched for by its present SKU, and by all under
 * which the store may have it, which may take several questions.
 *
 * @param question the scope of the question, everywhere or in the trash; null before the first question
 * @param asked by {@link Skus#key}
 * @param found by {@link Skus#key}
 */
public record SkuSearch(@Nullable Action question, Set<String> asked, Map<String, Found> found) {

    public static final SkuSearch NONE = new SkuSearch(null, Set.of(), Map.of());

    public SkuSearch {
        asked = Set.copyOf(asked);
        found = Map.copyOf(found);
    }

    /** The same with a further answer; an answer to another question replaces the former ones. */
    public SkuSearch with(Action what, Collection<String> skus, Map<String, Found> answer) {
        Set<String> allAsked = new HashSet<>(what == question ? asked : Set.of());
        Map<String, Found> allFound = new HashMap<>(what == question ? found : Map.of());
        skus.forEach(sku -> allAsked.add(Skus.key(sku)));
        allFound.putAll(answer);
        return new SkuSearch(what, allAsked, allFound);
    }

    /** Whether all SKUs of a product were asked for. */
    public boolean answers(Plan plan) {
        return plan.action() == question && asked.containsAll(keys(plan));
    }

    /** The SKUs of a product that still have to be asked for. */
    public Stream<String> open(Plan plan) {
        return skus(plan).filter(sku -> plan.action() != question || !asked.contains(Skus.key(sku)));
    }

    /** The result for the product's present SKU. */
    public @Nullable Found current(Plan plan) {
        return found.get(Skus.key(String.valueOf(plan.sku())));
    }

    /** The results for all of its SKUs, the present one first. */
    public List<Found> all(Plan plan) {
        return keys(plan).stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Set<String> keys(Plan plan) {
        Set<String> keys = new LinkedHashSet<>();
        skus(plan).map(Skus::key).forEach(keys::add);
        return keys;
    }

    /** The SKUs that a store can be asked for. */
    private static Stream<String> skus(Plan plan) {
        ClaimedRow row = plan.row();
        Stream<String> before = row.lookFirst() || row.wooProductId() != null
                ? Stream.concat(Stream.ofNullable(row.sku()), row.sentSkus().stream())
                : Stream.empty();
        return Stream.concat(Stream.ofNullable(plan.sku()), before)
                .filter(sku -> !Skus.clean(sku).isEmpty());
    }
}
