package dev.caravan.catalog.asset;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.RemoteFiles;
import dev.caravan.platform.settings.AssetSettings;
import java.net.URI;
import org.apache.tika.Tika;
import org.springframework.stereotype.Component;

/** Finds the type of a file that is stored elsewhere, if its address does not show it. */
@Component
class LinkedTypes {

    private static final String OR = "; or give its mimeType, such as image/jpeg";

    private final RemoteFiles remote;
    private final AssetSettings settings;
    private final Tika tika = new Tika();

    LinkedTypes(RemoteFiles remote, AssetSettings settings) {
        this.remote = remote;
        this.settings = settings;
    }

    /** The type by the first bytes of the file. @throws ApiException 400 that says why it cannot be found */
    String look(String address) {
        RemoteFiles.Look look = remote.look(URI.create(address));
        if (look.problem() != null) {
            throw ApiException.invalid(
                    "url", "has no extension that tells the type of the file, and " + look.problem() + OR);
        }
        String type = tika.detect(look.begin());
        if (!settings.assetTypes().contains(type)) {
            throw ApiException.invalid(
                    "url",
                    "leads to a file of type " + type + ", but it must be one of "
                            + String.join(", ", settings.assetTypes()) + OR);
        }
        return type;
    }
}
