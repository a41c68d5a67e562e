package dev.caravan.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.testing.Api;
import dev.caravan.testing.CaravanTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Values that no honest client sends are refused at every operation: never 5xx, always as a problem, no stack trace in the log. */
@CaravanTest
@ExtendWith(OutputCaptureExtension.class)
class HostileRequestsTest {

    private static final List<String> IN_ADDRESSES = List.of(
            "-1",
            "0",
            "99999999999999999999",
            "9223372036854775807",
            "1e-2147483648",
            "1e2147483647",
            "%",
            "%zz",
            "%00",
            "%C0%AF",
            "%ED%A0%80",
            "%FF",
            "%F0%9F%98%80",
            "%27%3B--",
            "a%2F..%2Fb",
            "x".repeat(5_000));

    private static final List<String> IN_BODIES = List.of(
            "1e-2147483648",
            "1e2147483647",
            "-1e-2147483647",
            "10e-2147483647",
            "99999999999999999999",
            "\"1e-2147483648\"",
            "\"1e2147483647\"",
            "\"10e-2147483647\"",
            "\"\\ud800\"",
            "\"a\\udc00b\"",
            "\"\\u0000\"",
            "{\"\\ud800\":1}",
            "{\"\\u0000\":1}",
            "[\"\\ud800\"]",
            "[null]",
            "[[[]]]",
            "[-1]",
            "{}",
            "null",
            "true",
            "\"\"",
            "\"Ā\u00a0\"");

    private static final List<String> TAKE_NO_BODY = List.of("/me/sessions", "/keys/rotate");

    private static final List<String> FIELDS = List.of(
            "sku",
            "name",
            "type",
            "status",
            "price",
            "salePrice",
            "stockQuantity",
            "weight",
            "dimensions",
            "categories",
            "tags",
            "familyId",
            "parentProductId",
            "attributes",
            "assets",
            "description",
            "shortDescription",
            "url",
            "storeName",
            "storeUrl",
            "consumerKey",
            "consumerSecret",
            "webhookSecret",
            "isDefault",
            "autoSync",
            "batchSize",
            "concurrency",
            "requestsPerMinute",
            "onDelete",
            "selectedFields",
            "fieldMappings",
            "isActive",
            "priceRules",
            "connectionId",
            "productIds",
            "filter",
            "all",
            "fieldsToExport",
            "partialUpdate",
            "code",
            "productId",
            "dryRun",
            "parentId",
            "options",
            "unit",
            "username",
            "password",
            "role",
            "old",
            "new",
            "expiresAt",
            "connectionIds",
            "deletions",
            "sources");

    @Autowired
    Api api;

    private record Operation(String method, String path, List<String> query) {}

    private final List<Operation> operations = new ArrayList<>();

    @BeforeEach
    void readTheDescription() {
        JsonNode paths = api.get("/openapi.json").expect(200).json().path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    List<String> query = new ArrayList<>();
                    verb.getValue().path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asText().equals("query")) {
                            query.add(parameter.path("name").asText());
                        }
                    });
                    operations.add(
                            new Operation(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), List.copyOf(query)));
                }));
        assertThat(operations).hasSizeGreaterThan(70);
    }

    @Test
    void addressesAreRefused(CapturedOutput output) {
        SoftAssertions all = new SoftAssertions();
        operations.parallelStream().forEach(operation -> {
            for (String value : IN_ADDRESSES) {
                for (String path : addresses(operation, value)) {
                    check(all, operation.method() + " " + path, send(operation.method(), path, "", "{}"));
                }
            }
        });
        all.assertAll();
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @Test
    void bodiesAreRefused(CapturedOutput output) {
        SoftAssertions all = new SoftAssertions();
        operations.parallelStream()
                .filter(operation ->
                        !operation.method().equals("GET") && !operation.path().endsWith("/bulk"))
                .forEach(operation -> bodiesAreRefused(all, operation));
        all.assertAll();
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    private void bodiesAreRefused(SoftAssertions all, Operation operation) {
        String path = operation.path().replaceAll("\\{[^}]+}", "999999999");
        for (String value : IN_BODIES) {
            check(all, operation + " " + value, send(operation.method(), path, "", value));
            StringBuilder body = new StringBuilder();
            FIELDS.forEach(field -> body.append(body.isEmpty() ? "{" : ",")
                    .append('"')
                    .append(field)
                    .append("\":")
                    .append(value));
            String answer = send(operation.method(), path, "", body + "}");
            check(all, operation + " all " + value, answer);
            if (value.contains("\\u") && !TAKE_NO_BODY.contains(operation.path())) {
                all.assertThat(answer).as(operation + " takes " + value).matches("(?s)HTTP/1.1 4.*");
            }
        }
    }

    /** A bulk upload answers for each of its lines. */
    @Test
    void eachFieldOfAProductIsRefusedByItself(CapturedOutput output) {
        SoftAssertions all = new SoftAssertions();
        IN_BODIES.parallelStream().forEach(value -> {
            StringBuilder lines = new StringBuilder();
            for (String field : FIELDS.subList(0, FIELDS.indexOf("storeName") + 1)) {
                String body = productWith(field, value);
                check(all, body, send("POST", "/products", "", body));
                lines.append(productWith(field, value)).append('\n');
            }
            var bulk = api.send(
                    "POST", "/products/bulk", "application/x-ndjson", BodyPublishers.ofString(lines.toString()));
            all.assertThat(bulk.status()).as(value).isEqualTo(200);
        });
        all.assertAll();
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    /** All other fields are unknown to a product, as {@code storeName} is. */
    private static String productWith(String field, String value) {
        String sku = field.equals("sku") ? "" : "\"sku\":\"h" + System.nanoTime() + "\",";
        String name = field.equals("name") ? "" : "\"name\":\"h\",";
        return "{" + sku + name + "\"" + field + "\":" + value + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\u00c0\u00af\"}",
                "{\"name\":\"\u00ff\"}",
                "{\"name\":\"\u00ed\u00a0\u0080\"}",
                "{\"name",
                "[1e9999999]",
            })
    void textThatIsNoUtf8IsRefused(String bytes) {
        assertThat(send("POST", "/categories", "", bytes)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=x",
                "multipart/form-data; boundary=\"x",
                "multipart/form-data; boundary=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            })
    void brokenFormsAreRefused(String type, CapturedOutput output) {
        for (String body : List.of(
                "nothing",
                "--x\r\n",
                "--x\r\n\r\n\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\u0000b\"\r\n\r\na\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''a%00b\r\n\r\na\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%ED%A0%80\r\n\r\na\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\u00ed\u00a0\u0080\"\r\n\r\na\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"fi\u0000le\"; filename=\"a\"\r\n\r\na\r\n--x--\r\n",
                "--x\r\nA: " + "b".repeat(10_000) + "\r\n\r\n\r\n--x--\r\n",
                ("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n").repeat(1_000) + "--x--\r\n")) {
            String answer = send("POST", "/assets", "Content-Type: " + type + "\r\n", body);
            assertThat(answer).as(body).matches("(?s)HTTP/1.1 4(00|13|15) .*problem\\+json.*");
        }
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "[]", "null", "7"})
    void aBodyThatIsNoObjectIsSaid(@Nullable String body) {
        assertThat(api.send(
                                "PATCH",
                                "/products/1",
                                "application/json",
                                body == null ? null : BodyPublishers.ofString(body))
                        .expect(400)
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("The body must be a JSON object; send it with Content-Type: application/json");
    }

    @Test
    void oneRequestCannotFillTheMemory() {
        String large = " ".repeat(RequestBodies.LARGEST_JSON + 1);
        assertThat(send("POST", "/products", "", large)).startsWith("HTTP/1.1 413");
        var unknown = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            unknown.append(i == 0 ? "" : ",").append("\"unknown").append(i).append("\":1");
        }
        var answer = api.post("/products", unknown + "}").expect(400);
        assertThat(answer.json().path("errors")).hasSize(20);
        assertThat(answer.json().path("message").asText()).contains(" more)");
        assertThat(answer.text().length()).isLessThan(10_000);

        String named = "{\"name\":\"" + "x".repeat(60_000) + "\",\"value\":1}";
        var attributes = api.post(
                        "/products",
                        "{\"sku\":\"long\",\"name\":\"n\",\"attributes\":[" + (named + ",").repeat(29) + named + "]}")
                .expect(400);
        assertThat(attributes.json().path("errors").size()).isBetween(1, 20);
        assertThat(attributes.text().length()).isLessThan(30_000);

        var commas = api.send(
                "POST", "/products/bulk", "text/csv", BodyPublishers.ofString("sku,name\n" + ",".repeat(5_000_000)));
        assertThat(commas.expect(200).json().path("refused").asInt()).isEqualTo(1);
    }

    private static List<String> addresses(Operation operation, String value) {
        List<String> addresses = new ArrayList<>();
        Matcher parameter = Pattern.compile("\\{[^}]+}").matcher(operation.path());
        if (parameter.find()) {
            addresses.add(operation.path().replaceAll("\\{[^}]+}", Matcher.quoteReplacement(value)));
        }
        String path = operation.path().replaceAll("\\{[^}]+}", "999999999");
        operation.query().forEach(name -> addresses.add(path + "?" + name + "=" + value));
        return addresses;
    }

    private static void check(SoftAssertions all, String what, String answer) {
        String status = answer.length() < 12 ? answer : answer.substring(9, 12);
        all.assertThat(status)
                .as(what.length() > 300 ? what.substring(0, 300) : what)
                .matches("[234]..");
        if (status.startsWith("4")) {
            all.assertThat(answer)
                    .as(what.length() > 300 ? what.substring(0, 300) : what)
                    .contains("problem+json");
        }
    }

    /** On a connection of its own, because clients correct such addresses. Each character of the body is one byte. */
    private String send(String method, String path, String header, String body) {
        String type = header.isEmpty() ? "Content-Type: application/json\r\n" : header;
        boolean none = method.equals("GET");
        try (RawClient client = new RawClient(api.uri("/").getPort())) {
            client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                    + Api.authorization() + "\r\n"
                    + (none ? "\r\n" : type + "Content-Length: " + body.length() + "\r\n\r\n" + body));
            return client.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
