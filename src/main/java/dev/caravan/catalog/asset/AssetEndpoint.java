package dev.caravan.catalog.asset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.api.Upload;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code /assets}. */
@Component
class AssetEndpoint {

    private static final List<String> READ_ONLY = List.of("id", "url", "sizeBytes", "sha256", "createdAt");

    private final Assets assets;
    private final JsonBody json;

    AssetEndpoint(Assets assets, JsonBody json) {
        this.assets = assets;
        this.json = json;
    }

    /** Keeps the file of a multipart form, whose only field is {@code file}. */
    Asset keep(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @ExchangeProperty(Upload.PROPERTY) List<Upload> uploads) {
        if (uploads.size() != 1 || !uploads.get(0).field().equals("file")) {
            throw ApiException.invalid("file", "must be the form's only file");
        }
        return assets.keep(caller.accountId(), uploads.get(0));
    }

    /** Links the image at an address. */
    Asset link(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Body ObjectNode body) {
        return assets.link(caller.accountId(), json.read(body, AssetBody.class));
    }

    Page<Asset> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return assets.list(caller.accountId(), Page.Request.of(page, limit));
    }

    Asset change(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body ObjectNode body) {
        return assets.change(caller.accountId(), id, body.remove(READ_ONLY));
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        assets.delete(caller.accountId(), id);
    }
}
