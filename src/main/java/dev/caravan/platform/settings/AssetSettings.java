package dev.caravan.platform.settings;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * {@code caravan.catalog.*}: limits of uploaded assets, for their bodies and for what is kept.
 *
 * @param assetTypes media types such as {@code image/png}
 */
@ConfigurationProperties("caravan.catalog")
public record AssetSettings(DataSize assetMaxSize, List<String> assetTypes) {

    public AssetSettings {
        new SettingsCheck()
                .that(assetMaxSize.toBytes() > 0, "CARAVAN_ASSET_MAX_SIZE", "must be larger than zero", assetMaxSize);
    }
}
