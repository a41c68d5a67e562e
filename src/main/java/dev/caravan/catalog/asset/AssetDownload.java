package dev.caravan.catalog.asset;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.api.SentFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves uploaded files to every caller that knows the address, because stores have no credentials here. It is not a
 * Camel route, because Tomcat sends a whole file without a thread, and Spring answers ranges and conditional requests
 * by itself. The file name at the end of the address is for WooCommerce, which requires an extension; it is ignored
 * here. For an asset that is stored elsewhere the answer is a redirect.
 */
@RestController
class AssetDownload {

    private static final Set<String> PICTURES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp");
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Assets assets;
    private final AssetFiles files;

    AssetDownload(Assets assets, AssetFiles files) {
        this.assets = assets;
        this.files = files;
    }

    @GetMapping({"/assets/{id:\\d{1,18}}/file/{token}", "/assets/{id:\\d{1,18}}/file/{token}/{fileName}"})
    ResponseEntity<Resource> file(
            @PathVariable("id") long id, @PathVariable("token") String token, HttpServletRequest request)
            throws IOException {
        Assets.Download download = assets.find(id, token).orElseThrow(() -> ApiException.notFound("Asset file", id));
        if (download.sourceUrl() != null) {
            return elsewhere(download.sourceUrl());
        }
        FileSystemResource file = new FileSystemResource(files.path(String.valueOf(download.fileName())));
        if (!file.exists()) {
            throw ApiException.notFound("Asset file", id);
        }
        // a PDF may run scripts, and a type that a setting adds may be anything: browsers save these and do not show
        // them
        boolean picture = PICTURES.contains(download.mimeType());
        ContentDisposition disposition = (picture ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(AssetUrls.fileName(download.name(), download.mimeType()))
                .build();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(download.mimeType()))
                .cacheControl(CacheControl.maxAge(A_YEAR).cachePublic().immutable())
                .eTag("\"" + download.sha256() + "\"")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
        if (!SentFiles.isFor(request)) {
            return answer.body(file);
        }
        SentFiles.send(request, file.getFile().toPath(), file.contentLength());
        return answer.contentLength(file.contentLength()).build();
    }

    /** A user of the account has entered this address; stores call ours because that one lacks an extension. */
    private static ResponseEntity<Resource> elsewhere(String sourceUrl) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(HttpHeaders.LOCATION, sourceUrl) // unparsed: java.net.URI accepts no host with _
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
