package dev.caravan.catalog.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.catalog.CatalogTest;
import dev.caravan.catalog.Catalogue;
import dev.caravan.platform.Sql;
import dev.caravan.testing.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CatalogTest
class BulkTest {

    @Autowired
    Api api;

    @Autowired
    Catalogue catalogue;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sql sql;

    @Autowired
    CamelContext camel;

    /** A single change of a shop manager goes before an import; what matters is how many come in one go. */
    @ParameterizedTest
    @CsvSource({"20, false", "21, true"})
    void saysOfItsEventsWhetherTheyAreOfMany(int products, boolean many) {
        String mark = catalogue.unique("many");

        ndjson(lines(mark, products, "\"price\": 10"));
        ndjson(lines(mark, products, "\"price\": 11"));

        assertThat(jdbc.sql("""
                                SELECT e.kind || ' ' || e.bulk || ' ' || count(*)
                                FROM product_event e JOIN product p ON p.id = e.product_id
                                WHERE p.sku LIKE :mark || '-%'
                                GROUP BY e.kind, e.bulk
                                """).param("mark", mark).query(String.class).list())
                .containsExactlyInAnyOrder(
                        "created %s %d".formatted(many, products), "updated %s %d".formatted(many, products));
    }

    /** What stands in a list of columns is worked out for each row, and the whole upload was read anew for each. */
    @ParameterizedTest
    @ValueSource(strings = {"catalog/insert-products", "catalog/update-products"})
    void isReadOnceByEachStatement(String statement) {
        assertThat(sql.text(statement)).containsOnlyOnce(":products");
    }

    @Test
    void createsChangesAndLeavesAlone() {
        String mark = catalogue.unique("bulk");
        JsonNode made = ndjson(lines(mark, 1_200, "\"price\": \"10.00\", \"tags\": [\"a\"]"));
        assertThat(counts(made)).isEqualTo("1200 created, 0 updated, 0 unchanged, 0 refused");

        JsonNode again = ndjson(lines(mark, 1_200, "\"price\": 10"));
        assertThat(counts(again)).isEqualTo("0 created, 0 updated, 1200 unchanged, 0 refused");

        JsonNode changed = ndjson(lines(mark, 600, "\"price\": 11"));
        assertThat(counts(changed)).isEqualTo("0 created, 600 updated, 0 unchanged, 0 refused");

        JsonNode product = api.get("/products/sku/" + mark + "-1").expect(200).json();
        assertThat(product.path("price").textValue()).isEqualTo("11");
        assertThat(product.path("tags").path(0).asText()).isEqualTo("a");
        assertThat(catalogue.events(product.path("id").asLong()))
                .extracting(Catalogue.Event::kind)
                .containsExactly("created", "updated");
        assertThat(catalogue.lastEvent(product.path("id").asLong()).fields()).containsExactly("price");
    }

    @Test
    void refusesLinesWithTheirReasonsAndTakesTheRest() {
        String mark = catalogue.unique("bulk");

        JsonNode result = ndjson("""
                {"sku": "%1$s-1", "name": "one"}
                {"sku": "%1$s-2", "name": "two", "price": -1}

                {"sku": "%1$s-3", "nam
                [1]
                {"name": "no sku"}
                {"sku": "%1$s-4"}
                {"sku": "%1$s-5", "name": "five", "colour": "red"}
                {"sku": "%1$s-6", "name": "six"}
                """.formatted(mark));

        assertThat(counts(result)).isEqualTo("2 created, 0 updated, 0 unchanged, 6 refused");
        assertThat(result.path("errors"))
                .map(error ->
                        error.path("line").asInt() + " " + error.path("message").asText())
                .containsExactly(
                        "2 price must not be negative",
                        "4 is not valid JSON at column " + (mark.length() + 19),
                        "5 must be a JSON object",
                        "6 sku must not be missing",
                        "7 name must not be missing",
                        "8 colour is not a known field");
        assertThat(result.path("errorsTruncated").asBoolean()).isFalse();
    }

    @Test
    void appliesALaterLineOfTheSameSkuAfterTheFirst() {
        String mark = catalogue.unique("bulk");

        JsonNode result = ndjson("{\"sku\": \"" + mark + "\", \"name\": \"first\", \"stockQuantity\": 1}\n{\"sku\": \" "
                + mark.toUpperCase(Locale.ROOT) + "\", \"name\": \"second\"}");

        assertThat(counts(result)).isEqualTo("1 created, 1 updated, 0 unchanged, 0 refused");
        JsonNode product = api.get("/products/sku/" + mark).expect(200).json();
        assertThat(product.path("sku").asText()).isEqualTo(mark);
        assertThat(product.path("name").asText()).isEqualTo("second");
        assertThat(product.path("stockQuantity").asInt()).isEqualTo(1);
    }

    @Test
    void makesANewProductWhereTheOldOneIsDeleted() {
        JsonNode old = catalogue.product("");
        api.delete("/products/" + old.path("id").asLong()).expect(204);

        JsonNode result = ndjson("{\"sku\": " + old.path("sku") + ", \"name\": \"new\"}");

        assertThat(counts(result)).startsWith("1 created");
        assertThat(api.get("/products/sku/" + old.path("sku").asText()).id())
                .isNotEqualTo(old.path("id").asLong());
    }

    @Test
    void readsCsv() {
        String mark = catalogue.unique("bulk");
        String colour =
                catalogue.attribute("choice", "Red", "Blue").path("name").asText();
        String sizes =
                catalogue.attribute("multichoice", "S", "M", "L").path("name").asText();
        String header =
                "\uFEFFsku,name,type,status,price,salePrice,stockQuantity,description,shortDescription,weight,length,"
                        + "width,height,categories,tags,attribute:" + colour + ",attribute:" + sizes + "\r\n";

        JsonNode result = csv(header
                + mark
                + "-1,\"A \"\"fine\"\", shirt\",simple,complete,19.90,15,5,\"<p>two\r\nlines</p>\",short,0.5,1,2,3,"
                + "Clothing > Shirts|Sale,new|soft,red,S|M\r\n"
                + mark + "-2,Second,,,abc\r\n"
                + mark + "-3,Third,,,,,,,,,,,,,,Green\r\n"
                + mark + "-4,Fourth,,,,,,,,,,,,,,,,too,many\r\n");

        assertThat(counts(result)).isEqualTo("1 created, 0 updated, 0 unchanged, 3 refused");
        assertThat(result.path("errors"))
                .map(error -> error.path("line").asInt() + " "
                        + error.path("message").asText().split(" ")[0])
                .containsExactlyInAnyOrder("4 column", "5 attributes[0]", "6 has");
        JsonNode product = api.get("/products/sku/" + mark + "-1").expect(200).json();
        assertThat(product.path("name").asText()).isEqualTo("A \"fine\", shirt");
        assertThat(product.path("description").asText()).isEqualTo("<p>two\r\nlines</p>");
        assertThat(product.path("price").textValue()).isEqualTo("19.90");
        assertThat(product.path("dimensions").path("height").asInt()).isEqualTo(3);
        assertThat(product.path("categories")).map(JsonNode::asText).containsExactly("Clothing > Shirts", "Sale");
        assertThat(product.path("attributes"))
                .map(attribute -> attribute.path("value").toString())
                .containsExactlyInAnyOrder("\"Red\"", "[\"S\",\"M\"]");

        JsonNode again = csv("sku,price,salePrice\n" + mark + "-1,,14\n");
        assertThat(counts(again)).isEqualTo("0 created, 1 updated, 0 unchanged, 0 refused");
        assertThat(api.get("/products/sku/" + mark + "-1").json().path("price").textValue())
                .isEqualTo("19.90");
    }

    @Test
    void refusesCsvWithoutUsableHeader() {
        assertThat(send("text/csv", "sku,colour\n1,red\n").expect(400).text()).contains("colour");
        send("text/csv", "name\nx\n").expect(400);
        send("text/csv", "sku,sku\nx,x\n").expect(400);
        assertThat(send("application/xml", "<x/>")
                        .expect(415)
                        .json()
                        .path("statusCode")
                        .asInt())
                .isEqualTo(415);
    }

    @Test
    void listsTheFirst20RefusedLinesAndCountsTheOthers() {
        String mark = catalogue.unique("bulk");
        JsonNode result = ndjson("{\"sku\": \"" + mark + "\"}\n" + "{}\n".repeat(1_001));

        assertThat(result.path("refused").asInt()).isEqualTo(1_002);
        assertThat(result.path("errors"))
                .map(error -> error.path("line").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(result.path("errorsTruncated").asBoolean()).isTrue();
    }

    /** Some thousand such lines were held until the answer, and the process was at its end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sku\": \"%s\"}",
                "{\"sku\": \"long\", \"name\": \"n\", \"%s\": 1}",
                "{\"sku\": \"long\", \"name\": \"n\", \"attributes\": [{\"name\": \"%s\", \"value\": 1}]}",
                "{\"sku\": \"long\", \"name\": \"n\", \"categories\": [\"%s\"]}",
                "{\"sku\": \"long\", \"name\": \"n\", \"status\": \"%s\"}",
                "{\"sku\": \"long\", \"name\": \"n\", \"price\": \"%s\"}"
            })
    void doesNotRepeatLongValuesInItsAnswer(String line) {
        String lines = (line.formatted("x".repeat(200_000)) + "\n").repeat(25);

        Api.Answer answer = send("application/x-ndjson", lines).expect(200);

        assertThat(answer.json().path("refused").asInt()).isEqualTo(25);
        assertThat(answer.text().length()).isLessThan(30_000);
    }

    /** What is received is a file already, for which {@code CARAVAN_UPLOAD_SPACE} counts. */
    @Test
    void isOnDiskOnce() {
        assertThat(camel.getRoutes())
                .filteredOn(route -> route.getRouteId().contains("upload-products"))
                .singleElement()
                .satisfies(route -> assertThat(route.isStreamCaching()).isFalse());
    }

    @Test
    void refusesALineThatIsTooLong() {
        JsonNode result = ndjson("{\"sku\": \"" + "x".repeat(BulkLines.LONGEST) + "\"}\n{}");

        assertThat(result.path("errors").path(0).path("message").asText()).contains("longer than");
        assertThat(result.path("refused").asInt()).isEqualTo(2);
    }

    @Test
    void letsTwoUploadsOfTheSameProductsRunAtOnce() throws Exception {
        String mark = catalogue.unique("bulk");
        String up = lines(mark, 2_000, "\"categories\": [\"" + mark + " > A\"]");
        String down = IntStream.rangeClosed(1, 2_000)
                .mapToObj(i ->
                        "{\"sku\": \"" + mark + "-" + (2_001 - i) + "\", \"name\": \"x\", \"categories\": [\"B\"]}")
                .collect(Collectors.joining("\n"));

        var first = CompletableFuture.supplyAsync(() -> ndjson(up));
        JsonNode second = ndjson(down);

        assertThat(first.get().path("refused").asInt()).isZero();
        assertThat(second.path("refused").asInt()).isZero();
        assertThat(first.get().path("created").asInt() + second.path("created").asInt())
                .isEqualTo(2_000);
    }

    @Test
    void readsTheFileOfASpreadsheet() {
        String mark = catalogue.unique("bulk");
        byte[] file = ("SKU;Name;Price;Sale price\r\n" + mark + ";Größe;19,90;9,90\r\n")
                .getBytes(Charset.forName("windows-1252"));

        JsonNode refused = send("text/csv", "?decimal=,", file).expect(200).json();
        assertThat(counts(refused)).isEqualTo("0 created, 0 updated, 0 unchanged, 1 refused");
        assertThat(refused.at("/errors/0/line").asInt()).isEqualTo(2);
        assertThat(refused.at("/errors/0/message").asText()).contains("not UTF-8 at byte " + (mark.length() + 4));

        JsonNode taken = send("text/csv; charset=windows-1252", "?decimal=,", file)
                .expect(200)
                .json();
        assertThat(counts(taken)).isEqualTo("1 created, 0 updated, 0 unchanged, 0 refused");
        assertThat(taken.path("file"))
                .hasToString(
                        "{\"format\":\"caravan\",\"charset\":\"windows-1252\",\"delimiter\":\";\",\"decimal\":\",\","
                                + "\"emptyMeans\":\"keep\",\"columnsIgnored\":[],\"notes\":[]}");
        assertThat(api.get("/products/sku/" + mark).json().path("name").asText())
                .isEqualTo("Größe");

        byte[] ended = ("\uFEFFsku\tsale price\n" + mark + "\t\n").getBytes(StandardCharsets.UTF_16LE);
        assertThat(counts(send("text/csv", "?emptyMeans=remove", ended)
                        .expect(200)
                        .json()))
                .isEqualTo("0 created, 1 updated, 0 unchanged, 0 refused");
        JsonNode product = api.get("/products/sku/" + mark).json();
        assertThat(product.path("salePrice").isNull()).isTrue();
        assertThat(product.path("price").textValue()).isEqualTo("19.90");
    }

    /** More lines than are written at once lie between the variants and their parents. */
    @Test
    void takesVariantsImagesAndCategoriesOfOneFileInAnyOrder() {
        String mark = catalogue.unique("bulk");
        String size = catalogue.attribute("text").path("name").asText();
        StringBuilder file =
                new StringBuilder("sku;parentSku;type;name;price;images;categories;attribute:" + size + "\n");
        IntStream.rangeClosed(1, 600)
                .forEach(i -> file.append("%1$s-%2$d-M;%1$s-%2$d;;;9.90;;;M\n".formatted(mark, i)));
        file.append("%s-lost;%<s-none;;;;;;M\n".formatted(mark));
        file.append("%s-wrong;%<s-simple;;;;;;M\n".formatted(mark));
        file.append("%s-self;%<s-self;;;;;;M\n".formatted(mark));
        file.append("%s-typed;%<s-1;simple;x;;;;M\n".formatted(mark));
        file.append("%s-image;;;x;;ftp://x.example/a.png;;\n".formatted(mark));
        file.append("%s-simple;;;x;;;;\n".formatted(mark));
        IntStream.rangeClosed(1, 600)
                .forEach(i -> file.append(
                        "%1$s-%2$d;;variable;Shirt %2$d;;https://x.example/%1$s/a.png|https://x.example/%1$s/b.png;%1$s > A|B;\n"
                                .formatted(mark, i)));

        JsonNode result = csv(file.toString());

        assertThat(counts(result)).isEqualTo("1201 created, 0 updated, 0 unchanged, 5 refused");
        assertThat(result.path("errors"))
                .map(error ->
                        error.path("line").asInt() + " " + error.path("message").asText())
                .containsExactly(
                        "602 parentSku \"%s-none\" is no product of the catalogue; if it is in this file, its line was refused"
                                .formatted(mark),
                        "603 parentSku \"%s-simple\" is of type simple: give its own line the type variable"
                                .formatted(mark),
                        "604 parentSku must be the SKU of another product",
                        "605 parentSku is for products of type variant only",
                        "606 images must be addresses, but of \"ftp://x.example/a.png\" the url must be an http or https address"
                                + " of at most 2000 characters, without credentials");
        JsonNode parent = api.get("/products/sku/" + mark + "-600").json();
        JsonNode variant = api.get("/products/sku/" + mark + "-600-M").json();
        assertThat(variant.path("parentProductId")).isEqualTo(parent.path("id"));
        assertThat(variant.path("type").asText()).isEqualTo("variant");
        assertThat(variant.path("name").asText()).isEqualTo("Shirt 600");
        assertThat(parent.path("categories")).map(JsonNode::asText).containsExactly(mark + " > A", "B");
        assertThat(parent.path("assets"))
                .map(asset -> asset.path("url").asText())
                .containsExactly("https://x.example/" + mark + "/a.png", "https://x.example/" + mark + "/b.png");
        assertThat(jdbc.sql("SELECT count(*) FROM asset WHERE source_url LIKE '%' || :mark || '/%'")
                        .param("mark", mark)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);

        assertThat(counts(csv(file.toString()))).isEqualTo("0 created, 0 updated, 1201 unchanged, 5 refused");
    }

    @Test
    void takesTheExportOfAnotherShopAndMakesItsAttributes() {
        String mark = catalogue.unique("woo");
        String file =
                "ID,Type,SKU,Name,Published,\"Regular price\",Categories,Parent,\"Attribute 1 name\",\"Attribute 1 value(s)\"\n"
                        + "2,variation,%1$s-red,,1,\"9,50\",,%1$s,%1$s Color,Red\n".formatted(mark)
                        + "1,variable,%1$s,Tee,1,,\"Clothing > Tees, Sale\",,%1$s Color,\"Blue, Red\"\n"
                                .formatted(mark);

        JsonNode result = send("text/csv", "?format=woocommerce&decimal=,", file.getBytes(StandardCharsets.UTF_8))
                .expect(200)
                .json();

        assertThat(counts(result)).isEqualTo("2 created, 0 updated, 0 unchanged, 0 refused");
        assertThat(result.at("/file/columnsIgnored").toString()).isEqualTo("[\"ID\"]");
        assertThat(result.at("/file/notes/1").asText()).isEqualTo("Attributes were made, as texts: " + mark + " Color");
        JsonNode variant = api.get("/products/sku/" + mark + "-red").json();
        assertThat(variant.path("name").asText()).isEqualTo("Tee");
        assertThat(variant.path("price").asText()).isEqualTo("9.50");
        assertThat(variant.at("/attributes/0/name").asText()).isEqualTo(mark + " Color");
        assertThat(variant.at("/attributes/0/value").asText()).isEqualTo("Red");
        assertThat(variant.path("parentProductId"))
                .isEqualTo(api.get("/products/sku/" + mark).json().path("id"));
    }

    @Test
    void namesParentsAndImagesInNdjsonAsWell() {
        String mark = catalogue.unique("bulk");

        JsonNode result = ndjson("""
                {"sku": "%1$s-S", "parentSku": "%1$S", "name": "Small"}
                {"sku": "%1$s", "parentSku": null, "name": "Shirt", "type": "variable", "images": ["https://x.example/c.png"]}
                {"sku": "%1$s-2", "name": "x", "images": ["https://x.example/c.png"], "assets": []}
                """.formatted(mark));

        assertThat(counts(result)).isEqualTo("2 created, 0 updated, 0 unchanged, 1 refused");
        JsonNode parent = api.get("/products/sku/" + mark).json();
        assertThat(api.get("/products/sku/" + mark + "-S").json().path("parentProductId"))
                .isEqualTo(parent.path("id"));
        assertThat(parent.at("/assets/0/url").asText()).isEqualTo("https://x.example/c.png");
        assertThat(result.path("file"))
                .hasToString("{\"format\":\"ndjson\",\"charset\":\"UTF-8\",\"columnsIgnored\":[],\"notes\":[]}");
    }

    @Test
    void saysWhatIsWrongWithTheWayAFileIsSent() {
        byte[] file = "sku\nA-1\n".getBytes(StandardCharsets.UTF_8);

        assertThat(send("text/csv", "?decimal=;", file).expect(400).text()).contains("decimal must be one of");
        assertThat(send("text/csv", "?emptyMeans=", file).expect(400).text()).contains("emptyMeans must be one of");
        assertThat(send("application/x-ndjson", "?decimal=,", file).expect(400).text())
                .contains("Content-Type: text/csv");
        assertThat(send("text/csv; charset=windows-9999", "", file).expect(415).text())
                .contains("charset", "windows-1252");
    }

    @Test
    void jsonIsUtf8AlsoInSingleCalls() {
        byte[] latin = "{\"sku\":\"json-1\",\n\"name\":\"Gr\u00f6\u00dfe\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(send("POST", "/products", "application/json", latin)
                        .expect(400)
                        .text())
                .contains("not UTF-8 in line 2 at byte 11 (0xF6)");
        send("POST", "/products", "application/json; charset=iso-8859-1", latin).expect(415);
        String sku = catalogue.unique("json");
        byte[] marked = ("\uFEFF{\"sku\":\"" + sku + "\",\"name\":\"Größe\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(send("POST", "/products", "application/json", marked)
                        .expect(201)
                        .json()
                        .path("sku")
                        .asText())
                .isEqualTo(sku);
    }

    private static String lines(String mark, int count, String fields) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"sku\": \"" + mark + "-" + i + "\", \"name\": \"Product " + i + "\", " + fields + "}")
                .collect(Collectors.joining("\n"));
    }

    private static String counts(JsonNode result) {
        return result.path("created") + " created, " + result.path("updated") + " updated, " + result.path("unchanged")
                + " unchanged, " + result.path("refused") + " refused";
    }

    private JsonNode ndjson(String body) {
        return send("application/x-ndjson", body).expect(200).json();
    }

    private JsonNode csv(String body) {
        return send("text/csv; charset=utf-8", body).expect(200).json();
    }

    private Api.Answer send(String type, String query, byte[] file) {
        return send("POST", "/products/bulk" + query, type, file);
    }

    private Api.Answer send(String method, String path, String type, byte[] body) {
        return api.send(method, path, type, BodyPublishers.ofByteArray(body));
    }

    private Api.Answer send(String type, String body) {
        return api.send("POST", "/products/bulk", type, BodyPublishers.ofString(body));
    }
}
