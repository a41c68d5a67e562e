package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the products of a store with given SKUs: {@code GET products?sku=a,b,c} [products-get-sku-*]. Drafts and
 * variations are found, too; products in the trash only by {@link #queryOfTrash}.
 */
public final class SkuLookup {

    /**
     * So few that a page of 100 holds all results, even if the store's collation takes some letters with accents for
     * one.
     */
    private static final int MAX_SKUS = 50;
    /** Web servers refuse long addresses [products-get-uri-too-long]; 8 kB is the lowest usual limit. */
    private static final int MAX_ENCODED_CHARS = 5_000;

    /**
     * A product with our mark comes first, because it is our own; then whole products before variations; then the
     * oldest.
     */
    private static final Comparator<Found> BEST_FIRST = Comparator.comparing((Found f) -> f.caravanKey() == null)
            .thenComparing(Found::isVariation)
            .thenComparing(Found::wooProductId);

    private SkuLookup() {}

    /**
     * A product of a store with a SKU.
     *
     * @param type {@code simple}, {@code variable}, {@code variation}, …; "" if not answered
     * @param parentId of a variation; 0 for others
     * @param variations how many variations a variable product has
     * @param caravanKey the value of our {@link CaravanMark}; null if the product is not made by us
     * @param name as the store keeps it; "" if not answered
     * @param age since its creation, by the store's own clock; null if not answered
     */
    public record Found(
            long wooProductId,
            String sku,
            String status,
            String type,
            long parentId,
            int variations,
            @Nullable String caravanKey,
            String name,
            @Nullable Duration age) {

        /** A product whose time of creation is not needed. */
        public Found(
                long wooProductId,
                String sku,
                String status,
                String type,
                long parentId,
                int variations,
                @Nullable String caravanKey) {
            this(wooProductId, sku, status, type, parentId, variations, caravanKey, "", null);
        }

        public boolean isVariation() {
            return type.equals("variation");
        }

        public boolean isVariable() {
            return type.equals("variable");
        }
    }

    /**
     * Splits SKUs into lists for one query each; blank ones and duplicates are left out. A SKU with a comma is alone in
     * its list: the store splits the parameter at commas, and finds such a SKU only if it is the whole parameter
     * [products-get-sku-comma].
     */
    public static List<List<String>> portions(Collection<String> skus) {
        var portions = new ArrayList<List<String>>();
        var current = new ArrayList<String>();
        int chars = 0;
        for (String sku : skus.stream().map(Skus::clean).distinct().toList()) {
            if (sku.isEmpty()) {
                continue;
            }
            if (sku.contains(",")) {
                portions.add(List.of(sku));
                continue;
            }
            int more = encode(sku).length() + 1;
            if (!current.isEmpty() && (current.size() == MAX_SKUS || chars + more > MAX_ENCODED_CHARS)) {
                portions.add(List.copyOf(current));
                current.clear();
                chars = 0;
            }
            current.add(sku);
            chars += more;
        }
        if (!current.isEmpty()) {
            portions.add(List.copyOf(current));
        }
        return portions;
    }

    /**
     * The URL-encoded query string for {@code GET products}.
     *
     * @param skus a portion, see {@link #portions}
     * @throws IllegalArgumentException if there is none or a blank one (the store would list all its products), or one
     *     with a comma among others
     */
    public static String query(Collection<String> skus) {
        return query(skus, "any");
    }

    /** As {@link #query}, for the products in the trash, which keep their SKUs [products-get-sku-trashed-status]. */
    public static String queryOfTrash(Collection<String> skus) {
        return query(skus, "trash");
    }

    private static String query(Collection<String> skus, String status) {
        boolean blank = skus.stream().anyMatch(sku -> Skus.clean(sku).isEmpty());
        boolean comma = skus.size() > 1 && skus.stream().anyMatch(sku -> sku.contains(","));
        if (skus.isEmpty() || blank || comma) {
            throw new IllegalArgumentException("Not SKUs that one query can ask for: ask by portions");
        }
        String list =
                skus.stream().map(Skus::clean).map(SkuLookup::encode).distinct().collect(Collectors.joining(","));
        return "sku=" + list + "&status=" + status
                + "&per_page=100&_fields=id,sku,name,status,type,parent_id,variations,date_created_gmt,meta_data&context=edit";
    }

    /** As {@link #read(Answer, Clock)}, by the system's clock. */
    public static Map<String, Found> read(Answer answer) {
        return read(answer, Clock.systemUTC());
    }

    /**
     * The found products, by {@link Skus#key}; a SKU that the store does not have is absent. Of several products with
     * one SKU, our own is taken.
     *
     * @throws CallFailedException if it is no list of products, or not the whole list, because then no product may
     * count as absent
     */
    public static Map<String, Found> read(Answer answer, Clock clock) {
        AnswerClassifier.faultOf(answer, clock).ifPresent(fault -> {
            throw new CallFailedException(fault, answer);
        });
        JsonNode list = StoreJson.find(answer.text()).orElseThrow().node();
        if (!list.isArray() || !isWhole(list, answer)) {
            throw new CallFailedException(
                    new CallFault.Ambiguous("The store's list of products is not whole", false), answer);
        }
        Instant now = date(answer.header("date").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
                .orElseGet(clock::instant);
        var bySku = new HashMap<String, Found>();
        for (JsonNode product : list) {
            Found found = found(product, now);
            bySku.merge(Skus.key(found.sku()), found, BinaryOperator.minBy(BEST_FIRST));
        }
        bySku.remove("");
        return Map.copyOf(bySku);
    }

    private static Found found(JsonNode product, Instant now) {
        Optional<Instant> made = date(product.path("date_created_gmt").asText() + "Z", DateTimeFormatter.ISO_INSTANT);
        return new Found(
                product.path("id").asLong(),
                product.path("sku").asText(),
                product.path("status").asText(),
                product.path("type").asText(),
                product.path("parent_id").asLong(),
                product.path("variations").size(),
                CaravanMark.of(product),
                product.path("name").asText(),
                made.map(at -> Duration.between(at, now)).orElse(null));
    }

    private static Optional<Instant> date(String text, DateTimeFormatter format) {
        try {
            return Optional.of(format.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty(); // as null, or as a store's plugin writes it
        }
    }

    private static boolean isWhole(JsonNode list, Answer answer) {
        boolean productsOnly = true;
        for (JsonNode product : list) {
            productsOnly &=
                    product.path("id").asLong() > 0 && product.path("sku").isTextual();
        }
        String total = answer.header("x-wp-total").orElse("");
        return productsOnly && (!total.matches("\\d{1,9}") || Integer.parseInt(total) <= list.size());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
