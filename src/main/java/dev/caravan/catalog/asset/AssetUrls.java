package dev.caravan.catalog.asset;

import dev.caravan.catalog.ProductAsset;
import dev.caravan.platform.settings.PublicUrl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The addresses from which stores download assets. */
@Component
public class AssetUrls {

    // WooCommerce takes an image's type from the extension of its address.
    private static final Map<String, String> EXTENSIONS = Map.of(
            "image/jpeg", "jpg",
            "image/png", "png",
            "image/gif", "gif",
            "image/webp", "webp",
            "image/avif", "avif",
            "image/bmp", "bmp",
            "image/svg+xml", "svg",
            "application/pdf", "pdf");

    /** The extensions that WooCommerce downloads an image from [media-*]. */
    private static final Pattern DOWNLOADED =
            Pattern.compile(".*[^/]\\.(jpe?g|jpe|png|gif|webp|bmp)", Pattern.CASE_INSENSITIVE);

    private static final Pattern EXTENSION = Pattern.compile("(?<=.)\\.[A-Za-z0-9]{1,8}$");

    /** The parts of an address. */
    public record Linked(
            long id,
            String name,
            @Nullable String altText,
            String mimeType,
            String token,
            @Nullable String sourceUrl,
            @Nullable String sha256) {

        String contentKey() {
            return sha256 != null
                    ? sha256
                    : "at-" + UUID.nameUUIDFromBytes(String.valueOf(sourceUrl).getBytes(StandardCharsets.UTF_8));
        }
    }

    private final PublicUrl publicUrl;

    AssetUrls(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    public List<ProductAsset> of(List<Linked> assets) {
        return assets.stream()
                .map(asset -> new ProductAsset(
                        asset.id,
                        url(asset),
                        asset.name,
                        asset.altText,
                        asset.mimeType,
                        downloadUrl(asset),
                        asset.contentKey()))
                .toList();
    }

    /** The source's own address, or the uploaded file's, whose last part has an extension that fits the type. */
    String url(Linked asset) {
        return asset.sourceUrl != null ? asset.sourceUrl : ownUrl(asset);
    }

    /** WooCommerce refuses an image whose address has no extension [media-no-extension], but follows redirects [media-redirect]. */
    private String downloadUrl(Linked asset) {
        boolean image = asset.mimeType.startsWith("image/");
        return asset.sourceUrl == null
                        || (image && !DOWNLOADED.matcher(path(asset.sourceUrl)).matches())
                ? ownUrl(asset)
                : asset.sourceUrl;
    }

    private String ownUrl(Linked asset) {
        return publicUrl.base() + "/assets/" + asset.id + "/file/" + asset.token + "/"
                + UriUtils.encodePathSegment(fileName(asset.name, asset.mimeType), "UTF-8");
    }

    private static String path(String url) {
        return url.replaceAll("[?#].*", "");
    }

    static boolean isUnknown(String mimeType) {
        return mimeType.equals(ProductAsset.UNKNOWN_TYPE);
    }

    /** The type by a file name's extension; {@code application/octet-stream} if that is unknown. */
    public static String typeOf(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1)
                .toLowerCase(Locale.ROOT)
                .replace("jpeg", "jpg");
        return EXTENSIONS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(extension))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ProductAsset.UNKNOWN_TYPE);
    }

    /** A name of plain letters that is safe in any address, header or file system. */
    static String fileName(String name, String mimeType) {
        String stem = EXTENSION
                .matcher(name)
                .replaceAll("")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[.-]+|[.-]+$", "");
        String extension = EXTENSIONS.getOrDefault(mimeType, "bin");
        return (stem.isEmpty() ? "file" : stem.substring(0, Math.min(stem.length(), 100))) + "." + extension;
    }
}
