package dev.caravan.catalog.asset;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.settings.WrongSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many bytes the uploaded assets of an account may have together.
 *
 * @param assetBytes 0: no limit
 */
@ConfigurationProperties("caravan.quota")
record AssetQuota(@DefaultValue("0") DataSize assetBytes) {

    AssetQuota {
        if (assetBytes.isNegative()) {
            throw new WrongSettingException(
                    "CARAVAN_QUOTA_ASSET_BYTES must not be negative (0: no limit), but is: " + assetBytes);
        }
    }

    /** @param bytes of all assets, the new one among them @throws ApiException 413 that says what to do */
    void check(long bytes) {
        if (assetBytes.toBytes() > 0 && bytes > assetBytes.toBytes()) {
            throw ApiException.tooLarge(
                    "The assets of this account would have " + bytes + " bytes together, and may have "
                            + assetBytes.toBytes() + "; delete some, or raise CARAVAN_QUOTA_ASSET_BYTES");
        }
    }
}
