package dev.caravan.sandbox.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The trash: status, slug and three metas change; the SKU stays taken. */
final class Trash {

    private static final String SUFFIX = "__trashed";

    private Trash() {}

    static boolean holds(ObjectNode product) {
        return product.path("status").asText().equals("trash");
    }

    static void enter(ObjectNode product, MetaData metaData, Instant now) {
        String slug = product.path("slug").asText();
        metaData.put(product, "_wp_trash_meta_status", product.path("status").asText());
        metaData.put(product, "_wp_trash_meta_time", String.valueOf(now.getEpochSecond()));
        metaData.put(product, "_wp_desired_post_slug", slug);
        product.put("slug", slug + SUFFIX).put("status", "trash");
    }

    static void leave(ObjectNode product) {
        String slug = product.path("slug").asText();
        if (slug.endsWith(SUFFIX)) {
            product.put("slug", slug.substring(0, slug.length() - SUFFIX.length()));
        }
        var metas = product.path("meta_data").deepCopy().elements();
        var kept = product.putArray("meta_data");
        metas.forEachRemaining(meta -> {
            if (!meta.path("key").asText().equals("_wp_desired_post_slug")) {
                kept.add(meta);
            }
        });
    }
}
