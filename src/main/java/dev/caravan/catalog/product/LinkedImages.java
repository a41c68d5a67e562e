package dev.caravan.catalog.product;

import dev.caravan.catalog.asset.AssetBody;
import dev.caravan.catalog.asset.AssetUrls;
import dev.caravan.catalog.asset.Assets;
import dev.caravan.platform.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Images that products name by address: each address is one asset, which is created if it is missing. */
@Component
class LinkedImages {

    private final Sql sql;
    private final Assets assets;

    LinkedImages(Sql sql, Assets assets) {
        this.sql = sql;
        this.assets = assets;
    }

    /** Replaces addresses by the ids of assets. */
    void name(long accountId, List<ProductRow> drafts) {
        Map<String, AssetBody> wanted = new TreeMap<>();
        drafts.stream()
                .map(draft -> draft.wantedImages)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(image -> wanted.putIfAbsent(address(image), image));
        Map<String, Long> ids = wanted.isEmpty() ? Map.of() : resolve(accountId, wanted);
        for (ProductRow draft : drafts) {
            if (draft.wantedImages != null) {
                draft.assetIds = draft.wantedImages.stream()
                        .map(image -> Objects.requireNonNull(ids.get(address(image))))
                        .distinct()
                        .toList();
            }
        }
    }

    private Map<String, Long> resolve(long accountId, Map<String, AssetBody> wanted) {
        Map<String, Long> ids = new HashMap<>();
        sql.statement("catalog/hold-linked-assets")
                .param("accountId", accountId)
                .param("urls", wanted.keySet().toArray(String[]::new))
                .query(row -> {
                    ids.putIfAbsent(row.getString("source_url"), row.getLong("id"));
                });
        Collection<AssetBody> missing = wanted.values().stream()
                .filter(image -> !ids.containsKey(address(image)))
                .toList();
        if (!missing.isEmpty()) {
            sql.statement("catalog/insert-linked-assets")
                    .param("accountId", accountId)
                    .param(
                            "tokens",
                            missing.stream().map(image -> assets.token()).toArray(String[]::new))
                    .param("names", missing.stream().map(AssetBody::name).toArray(String[]::new))
                    .param("types", missing.stream().map(LinkedImages::type).toArray(String[]::new))
                    .param("urls", missing.stream().map(LinkedImages::address).toArray(String[]::new))
                    .query(row -> {
                        ids.put(row.getString("source_url"), row.getLong("id"));
                    });
        }
        return ids;
    }

    /** The files of an upload are not read: an image of unknown type is reported when its product is delivered. */
    private static String type(AssetBody checked) {
        String type = checked.mimeType();
        return type == null ? AssetUrls.typeOf("") : type;
    }

    private static String address(AssetBody checked) {
        return Objects.requireNonNull(checked.url());
    }
}
