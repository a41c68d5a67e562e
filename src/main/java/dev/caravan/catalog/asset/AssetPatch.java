package dev.caravan.catalog.asset;

import dev.caravan.catalog.value.Names;
import dev.caravan.platform.ApiException;
import org.jspecify.annotations.Nullable;

/** The members of an asset that can be changed. @param altText null: the name is shown */
record AssetPatch(
        @Nullable String name,
        @Nullable String altText,
        @Nullable String mimeType) {

    static AssetPatch of(Asset asset) {
        return new AssetPatch(asset.name(), asset.altText(), asset.mimeType());
    }

    /** @throws ApiException 400 if a value is not valid */
    AssetPatch checked() {
        if (mimeType == null) {
            throw ApiException.invalid("mimeType", "must not be null");
        }
        return new AssetPatch(
                Names.check("name", name), AssetBody.checkedAltText(altText), AssetBody.checkedType(mimeType));
    }
}
