package dev.caravan.catalog.asset;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.api.Upload;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
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

    /** A multipart form with one field {@code file}, or a JSON object with a {@code url}. */
    Asset create(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @ExchangeProperty(Upload.PROPERTY) List<Upload> uploads,
            @Header(Exchange.CONTENT_TYPE) @Nullable String contentType,
            Message message) {
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            if (uploads.size() != 1 || !uploads.get(0).field().equals("file")) {
                throw ApiException.invalid("file", "must be the form's only file");
            }
            return assets.keep(caller.accountId(), uploads.get(0));
        }
        return assets.link(caller.accountId(), json.read(message.getBody(InputStream.class), AssetBody.class));
    }

    Page<Asset> list(
            @ExchangeProperty(Caller.PROPERTY) Caller caller,
            @Header("page") @Nullable Integer page,
            @Header("limit") @Nullable Integer limit) {
        return assets.list(caller.accountId(), Page.Request.of(page, limit));
    }

    Asset change(
            @ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id, @Body @Nullable InputStream body) {
        return assets.change(caller.accountId(), id, json.object(body).remove(READ_ONLY));
    }

    void delete(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        assets.delete(caller.accountId(), id);
    }
}
