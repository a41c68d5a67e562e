package dev.caravan.catalog.asset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.CatalogTest;
import dev.caravan.catalog.Catalogue;
import dev.caravan.platform.LocalFiles;
import dev.caravan.platform.database.OpenFiles;
import dev.caravan.testing.Api;
import dev.caravan.testing.RawServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class AssetTest {

    /** The smallest PNG: one pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Autowired
    Api api;

    @Autowired
    Catalogue catalogue;

    @Autowired
    LocalFiles files;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void keepsAnUploadAndServesItWithoutCredentials() throws Exception {
        JsonNode asset =
                upload("file", "../Mein Bild \"1\".JPEG", PNG).expect(201).json();
        assertThat(asset.path("mimeType").asText()).isEqualTo("image/png");
        assertThat(asset.path("sizeBytes").asInt()).isEqualTo(PNG.length);
        assertThat(asset.path("sha256").asText()).hasSize(64);
        assertThat(asset.path("url").asText()).endsWith(".png");

        HttpResponse<byte[]> file = download(asset, "GET");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(PNG);
        assertThat(header(file, "Content-Type")).isEqualTo("image/png");
        assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(file, "Cache-Control")).contains("max-age=31536000");
        assertThat(header(file, "Content-Disposition"))
                .startsWith("inline; filename=")
                .doesNotContain("..");
    }

    @Test
    void keepsUploadsWhereNoOtherUserOfTheMachineReadsThem() throws Exception {
        upload("file", "a.png", PNG).expect(201);

        Path folder = files.path("");
        assertThat(folder.resolve("assets")).isNotEmptyDirectory();
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @Test
    void answersHeadAndRangesAndTheShortAddress() throws Exception {
        JsonNode asset = upload("file", "a.png", PNG).expect(201).json();

        HttpResponse<byte[]> head = download(asset, "HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(PNG.length));

        HttpResponse<byte[]> part = download(asset, "GET", "Range", "bytes=1-3");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), StandardCharsets.US_ASCII)).isEqualTo("PNG");

        String url = asset.path("url").asText();
        String shorter = url.substring(0, url.lastIndexOf('/'));
        assertThat(get(shorter).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> wrong = get(shorter + "0");
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(new String(wrong.body(), StandardCharsets.UTF_8)).contains("\"statusCode\":404");
    }

    @Test
    void servesPartsAndSparesWhoHasTheFileAlready() throws Exception {
        JsonNode asset = upload("file", "a.png", PNG).expect(201).json();
        HttpResponse<byte[]> whole = download(asset, "GET");
        String tag = header(whole, "ETag");
        assertThat(tag).isEqualTo("\"" + asset.path("sha256").asText() + "\"");
        assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");

        HttpResponse<byte[]> end = download(asset, "GET", "Range", "bytes=-4");
        assertThat(end.statusCode()).isEqualTo(206);
        assertThat(header(end, "Content-Range"))
                .isEqualTo("bytes " + (PNG.length - 4) + "-" + (PNG.length - 1) + "/" + PNG.length);
        assertThat(header(end, "Content-Length")).isEqualTo("4");
        assertThat(header(end, "Content-Type")).isEqualTo("image/png");
        assertThat(end.body()).isEqualTo(Arrays.copyOfRange(PNG, PNG.length - 4, PNG.length));

        HttpResponse<byte[]> beyond = download(asset, "GET", "Range", "bytes=" + PNG.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */" + PNG.length);

        HttpResponse<byte[]> known = download(asset, "GET", "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Shirt.JPEG, image/jpeg, Shirt.jpg",
        "no extension, image/png, no-extension.png",
        "evil.php, image/gif, evil.gif",
        "Größe ä.webp, image/webp, Gr-e.webp",
        "日本.png, image/png, file.png",
        "a.jpg, image/avif, a.avif",
        "a.tar.gz, application/pdf, a.tar.pdf",
        "Cup 0.5 l, image/png, Cup-0.5-l.png",
        "../../x.bmp, image/bmp, x.bmp"
    })
    void anAddressEndsInTheExtensionOfItsType(String name, String type, String file) {
        assertThat(AssetUrls.fileName(name, type)).isEqualTo(file);
    }

    @Test
    void refusesATypeByContentWhateverTheNameSays() {
        Api.Answer answer = upload("file", "a.png", "<html><script>1</script></html>".getBytes(StandardCharsets.UTF_8))
                .expect(415);

        assertThat(answer.json().path("message").asText()).contains("text/html");
    }

    /** What a browser would run, in the forms that pass for something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
                "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><script>1</script></html>",
                "\ufeff<html><body onload=alert(1)>",
                "<!-- --><script>alert(1)</script>",
                "<?php system($_GET[1]);",
                "alert(document.domain)//",
                "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>",
                "PK\u0003\u0004",
                "#!/bin/sh",
                ""
            })
    void refusesWhatABrowserOrAServerWouldRun(String content) {
        for (String name : new String[] {"a.png", "a.svg", "a.html", "a.pdf"}) {
            upload("file", name, content.getBytes(StandardCharsets.UTF_8)).expect(415);
        }
    }

    /** A picture that is a page or a script as well: it stays a picture to whoever is given it, and nothing in it runs. */
    @ParameterizedTest
    @CsvSource({"image/png, inline", "image/gif, inline", "image/jpeg, inline", "application/pdf, attachment"})
    void aFileThatIsAPageAsWellIsServedAsWhatItIs(String type, String disposition) throws Exception {
        byte[] start = switch (type) {
            case "image/png" -> PNG;
            case "image/gif" -> "GIF89a/*\u0001\u0001*/=1;".getBytes(StandardCharsets.ISO_8859_1);
            case "image/jpeg" ->
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0};
            default -> "%PDF-1.4\n".getBytes(StandardCharsets.ISO_8859_1);
        };
        byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(start, start.length + page.length);
        System.arraycopy(page, 0, both, start.length, page.length);

        JsonNode asset = upload("file", "page.html", both).expect(201).json();

        assertThat(asset.path("url").asText()).doesNotEndWith(".html");
        String tag = "\"" + asset.path("sha256").asText() + "\"";
        for (HttpResponse<byte[]> answer : List.of(
                download(asset, "GET"),
                download(asset, "HEAD"),
                download(asset, "GET", "Range", "bytes=0-9"),
                download(asset, "GET", "If-None-Match", tag),
                download(asset, "GET", "Accept", "text/html"),
                get(asset.path("url").asText().replaceAll("[^/]*$", "page.html")))) {
            assertThat(header(answer, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            if (answer.statusCode() != 304) {
                assertThat(header(answer, "Content-Type")).isEqualTo(type);
                assertThat(header(answer, "Content-Disposition"))
                        .startsWith(disposition + "; filename=")
                        .doesNotContain("html");
            }
        }
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        byte[] large = new byte[20 * 1024 * 1024 + 1];
        System.arraycopy(PNG, 0, large, 0, PNG.length);

        assertThat(upload("file", "a.png", large)
                        .expect(413)
                        .json()
                        .path("error")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void refusesAFormWithoutTheFile() {
        upload("picture", "a.png", PNG).expect(400);
    }

    @Test
    void linksAnAssetThatLivesElsewhere() {
        JsonNode asset = api.post("/assets", "{\"url\": \"https://cdn.example.com/a/b%20c.jpeg?x=1\"}")
                .expect(201)
                .json();

        assertThat(asset.path("url").asText()).isEqualTo("https://cdn.example.com/a/b%20c.jpeg?x=1");
        assertThat(asset.path("name").asText()).isEqualTo("b c.jpeg");
        assertThat(asset.path("mimeType").asText()).isEqualTo("image/jpeg");
        for (String url : new String[] {"ftp://x/y", "/a.png", "javascript:1", "https://u:p@x/y", "https://"}) {
            api.post("/assets", "{\"url\": \"" + url + "\"}").expect(400);
        }
        api.post("/assets", "{}").expect(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://my_cdn.example/a.jpg",
                "https://cdn.example/red shirt.jpg",
                "https://müller.example/Grüße.jpg",
                "https://cdn.example/a.jpg?f=[a|b]"
            })
    void takesAddressesAsBrowsersDo(String url) {
        JsonNode asset =
                api.post("/assets", "{\"url\": \"" + url + "\"}").expect(201).json();

        assertThat(asset.path("mimeType").asText()).isEqualTo("image/jpeg");
        assertThat(asset.path("url").asText()).matches("[!-~]+");
    }

    @Test
    void looksAtAFileWhoseAddressDoesNotTellItsType() throws Exception {
        try (RawServer server = RawServer.at("127.0.0.1", 0, file("GIF89a\u0001\u0001"))) {
            String url = server.url() + "/media/129816?s=612";
            JsonNode asset = api.post("/assets", "{\"url\": \"" + url + "\"}")
                    .expect(201)
                    .json();

            assertThat(asset.path("mimeType").asText()).isEqualTo("image/gif");
            assertThat(asset.path("name").asText()).isEqualTo("129816");
            assertThat(asset.path("url").asText()).isEqualTo(url);
            assertThat(server.connections()).isEqualTo(1);

            api.post("/assets", "{\"url\": \"" + url + "\", \"mimeType\": \"image/jpeg\"}")
                    .expect(201);
            api.post("/assets", "{\"url\": \"" + server.url() + "/a.jpg\"}").expect(201);
            assertThat(server.connections()).as("a type that is known").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "200 OK ^ <html><body>Sign in</body></html> ^ text/html",
                "200 OK ^ just words ^ text/plain",
                "200 OK ^ <svg xmlns='http://www.w3.org/2000/svg'/> ^ image/svg+xml",
                "404 Not Found ^ nothing ^ answers 404",
                "302 Found ^ elsewhere ^ redirects",
                "500 Oops ^ broken ^ answers 500"
            })
    void refusesAFileAtOnceThatNoStoreWouldTake(String status, String content, String reason) {
        String answer = file(content).replace("200 OK", status);
        try (RawServer server = RawServer.at("127.0.0.1", 0, answer)) {
            assertThat(api.post("/assets", "{\"url\": \"" + server.url() + "/media/1\"}")
                            .expect(400)
                            .text())
                    .contains(reason)
                    .contains("mimeType");
        }
    }

    @Test
    void looksAtNothingInAPrivateNetwork() {
        assertThat(api.post("/assets", "{\"url\": \"http://10.9.8.7/media/1\"}")
                        .expect(400)
                        .text())
                .contains("private network");
        assertThat(api.post("/assets", "{\"url\": \"http://169.254.169.254/latest/meta-data\"}")
                        .expect(400)
                        .text())
                .contains("private network");
        assertThat(api.post("/assets", "{\"url\": \"http://127.0.0.1:1/media/1\"}")
                        .expect(400)
                        .text())
                .contains("connection refused");
    }

    private static String file(String content) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nConnection: close\r\n\r\n" + content;
    }

    @Test
    void hasAnAlternativeTextThatCanBeChanged() {
        JsonNode asset = api.post("/assets", "{\"url\": \"https://cdn.example/c.jpg\", \"altText\": \" A  cup \"}")
                .expect(201)
                .json();
        assertThat(asset.path("altText").asText()).isEqualTo("A cup");
        String path = "/assets/" + asset.path("id").asLong();
        long id = catalogue.product("").path("id").asLong();
        api.patch("/products/" + id, "{\"assets\": [" + asset.path("id") + "]}").expect(200);
        int events = catalogue.events(id).size();

        JsonNode changed = api.patch(path, "{\"altText\": \"A cup of 0.5 l\", \"name\": \"Cup\"}")
                .expect(200)
                .json();
        assertThat(changed.path("altText").asText()).isEqualTo("A cup of 0.5 l");
        assertThat(changed.path("name").asText()).isEqualTo("Cup");
        assertThat(catalogue.lastEvent(id).kind()).isEqualTo("assets_updated");
        api.patch(path, "{\"altText\": \"A cup of 0.5 l\"}").expect(200);
        assertThat(catalogue.events(id)).as("nothing has changed").hasSize(events + 1);
        assertThat(api.patch(path, "{\"altText\": null}")
                        .expect(200)
                        .json()
                        .path("altText")
                        .isNull())
                .isTrue();
        api.patch(path, "{\"mimeType\": \"image/webp\"}").expect(200);
        api.patch(path, "{\"mimeType\": \"webp\"}").expect(400);
        api.patch(path, "{\"altText\": \"" + "x".repeat(501) + "\"}").expect(400);
        api.patch(path, "{\"token\": \"x\"}").expect(400);
        api.patch("/assets/987654321", "{\"name\": \"x\"}").expect(404);
        long upload = upload("file", "a.png", PNG).expect(201).id();
        api.patch("/assets/" + upload, "{\"altText\": \"A pixel\"}").expect(200);
        api.patch("/assets/" + upload, "{\"mimeType\": \"image/gif\"}").expect(400);
    }

    @Test
    void putsAssetsInOrderAndTellsProductsWhenOneIsDeleted() throws Exception {
        JsonNode one = upload("file", "1.png", PNG).expect(201).json();
        long other = api.post("/assets", "{\"url\": \"https://cdn.example.com/2.png\"}")
                .id();
        long id = catalogue.product("").path("id").asLong();

        JsonNode product = api.patch("/products/" + id, "{\"assets\": [" + other + ", " + one.path("id") + "]}")
                .expect(200)
                .json();
        assertThat(product.path("assets"))
                .map(asset -> asset.path("id").asLong())
                .containsExactly(other, one.path("id").asLong());
        assertThat(product.path("assets").path(1).path("url")).isEqualTo(one.path("url"));
        assertThat(catalogue.lastEvent(id).kind()).isEqualTo("assets_updated");

        api.delete("/assets/" + one.path("id").asLong()).expect(204);

        assertThat(api.get("/products/" + id).json().path("assets").size()).isEqualTo(1);
        assertThat(catalogue.events(id)).hasSize(3);
        assertThat(download(one, "GET").statusCode()).isEqualTo(404);
        api.delete("/assets/" + one.path("id").asLong()).expect(404);
    }

    @Test
    void answersProblemsOfTheWebServerInTheSameShape() {
        for (var answer : new Api.Answer[] {
            api.get("/nowhere").expect(404),
            api.put("/products", "{}").expect(405),
            api.send("POST", "/assets", "text/plain", BodyPublishers.ofString("x"))
                    .expect(415)
        }) {
            assertThat(answer.json().path("statusCode").asInt()).isEqualTo(answer.status());
            assertThat(answer.json().path("message").asText()).isNotEmpty();
            assertThat(answer.json().path("error").asText()).isNotEmpty();
        }
    }

    private Api.Answer upload(String field, String name, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--frontier\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + name.replace("\"", "\\\"") + "\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--frontier--\r\n".getBytes(StandardCharsets.UTF_8));
        return api.send(
                "POST",
                "/assets",
                "multipart/form-data; boundary=frontier",
                BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private HttpResponse<byte[]> download(JsonNode asset, String method, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(asset.path("url").asText())).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
