package dev.caravan.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.testing.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Products of all kinds of fields, with texts that stores clean, and changes of them; from a seed. Over the API only. */
final class GeneratedCatalogue {

    static final List<String> KEPT_TEXTS = List.of(
            "plain",
            "Salt & Pepper",
            "USB adapter <USB-C>",
            "Fits <3 love",
            "written &amp; as &lt;such&gt;",
            "C:\\temp\\new",
            "3\" 'pipe' `tick`",
            "80%Acryl 100%20pure",
            "Größe Ä ß 日本 😀",
            "a > b",
            "00");
    private static final List<String> TERMS =
            KEPT_TEXTS.stream().filter(text -> !text.contains("%")).toList(); // which stores take out of terms
    private static final List<String> HTML = List.of(
            "<p>Text &amp; <b>more</b></p>",
            "C:\\temp <i>x</i>",
            "<ul>\n<li>1</li>\n<li>2</li>\n</ul>",
            "plain",
            "Ä 😀 &lt;b&gt;");
    private static final List<String> OPTIONS =
            List.of("Rot & Blau", "50 cm", "3\" 'x'", "Größe Ä", "C:\\x", "80% Acryl", "0", "a/b, c");
    private static final List<String> GLOBAL_OPTIONS = OPTIONS.stream()
            .filter(option -> !option.contains("\\")) // which stores take out of options of global attributes
            .toList();
    private static final List<String> TAX_CLASSES = List.of("reduced-rate", "zero-rate", "standard");
    private static final List<String> SIZES = List.of("S", "M", "L", "XL", "0", "50 cm", "A & B");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Api api;
    private final Random random;
    private final String run;
    private final Map<String, Long> attributes = new TreeMap<>();
    private final List<Long> images = new ArrayList<>();
    private final List<String> parents = new ArrayList<>();
    private int number;

    /** @param run in the names and SKUs, which other tests must not have */
    GeneratedCatalogue(Api api, Random random, String run) {
        this.api = api;
        this.random = random;
        this.run = run;
        for (String type : List.of("text", "number", "boolean", "date")) {
            attribute(type, type);
        }
        for (String name : List.of("material", "size", "brand", "ean", "note", "tax", "erp")) {
            attribute(name, "text");
        }
        for (int i = 0; i < 12; i++) {
            images.add(api.post("/assets", "{\"url\":\"https://cdn.example/%s-%d.jpg\"}".formatted(run, i))
                    .expect(201)
                    .id());
        }
    }

    /** The name of an attribute of this catalogue. */
    String name(String kind) {
        return "Generated " + kind + " " + run;
    }

    private void attribute(String kind, String type) {
        String body = "{\"name\":\"%s\",\"type\":\"%s\"}".formatted(name(kind), type);
        attributes.put(kind, api.post("/attributes", body).expect(201).id());
    }

    /** @return how many products were made, variants not counted */
    int fill(int simple, int variable) {
        List<ObjectNode> lines = new ArrayList<>();
        for (int i = 0; i < simple; i++) {
            lines.add(simple());
        }
        for (int i = 0; i < variable; i++) {
            ObjectNode parent = simple().put("type", "variable");
            parent.remove(List.of("stockQuantity", "salePrice"));
            parents.add(parent.path("sku").asText());
            lines.add(parent);
            for (int size = 0; size < 2 + random.nextInt(3); size++) {
                lines.add(variant(parent.path("sku").asText(), SIZES.get(size)));
            }
        }
        StringBuilder body = new StringBuilder();
        lines.forEach(line -> body.append(line).append('\n'));
        JsonNode answer = api.send(
                        "POST", "/products/bulk", "application/x-ndjson", BodyPublishers.ofString(body.toString()))
                .expect(200)
                .json();
        if (answer.path("refused").asInt() > 0) {
            throw new AssertionError(answer.toString());
        }
        return simple + variable;
    }

    private ObjectNode simple() {
        ObjectNode product = JSON.createObjectNode()
                .put("sku", "GEN-%s-%d".formatted(run, ++number))
                .put("status", random.nextInt(8) == 0 ? "incomplete" : "complete")
                .put("price", price(50));
        List<String> fields = List.of(
                "name", "description", "salePrice", "stockQuantity", "weight", "dimensions", "categories", "tags");
        fields.forEach(field -> product.setAll(field(field)));
        product.setAll(values(List.copyOf(attributes.keySet())));
        product.setAll(field("assets"));
        return product;
    }

    private ObjectNode variant(String parent, String size) {
        ObjectNode variant = JSON.createObjectNode()
                .put("sku", "GEN-%s-%d".formatted(run, ++number))
                .put("parentSku", parent)
                .put("name", "Variant")
                .put("status", "complete")
                .put("price", price(50));
        variant.putArray("attributes").addObject().put("name", name("size")).put("value", size);
        variant.setAll(field("stockQuantity"));
        return variant;
    }

    /** A change that a shop team makes: some fields or attributes of one product. @param product as the API shows it */
    void change(JsonNode product) {
        boolean variant = !product.path("parentProductId").isNull();
        List<String> fields = variant
                ? List.of("price", "stockQuantity", "weight")
                : List.of(
                        "name",
                        "description",
                        "shortDescription",
                        "weight",
                        "dimensions",
                        "categories",
                        "tags",
                        "assets");
        ObjectNode change = field(fields.get(random.nextInt(fields.size())));
        if (!variant && random.nextInt(3) == 0) {
            List<String> kinds = new ArrayList<>(attributes.keySet());
            kinds.remove("size");
            change = values(List.of(kinds.get(random.nextInt(kinds.size()))));
        } else if (product.path("type").asText().equals("simple") && random.nextInt(3) == 0) {
            change = field(random.nextBoolean() ? "salePrice" : "stockQuantity");
        }
        api.patch("/products/" + product.path("id").asLong(), change.toString()).expect(200);
    }

    private ObjectNode field(String name) {
        ObjectNode json = JSON.createObjectNode();
        boolean none = random.nextInt(4) == 0;
        switch (name) {
            case "name" -> json.put(name, any(KEPT_TEXTS));
            case "description", "shortDescription" -> json.put(name, none ? null : any(HTML));
            case "price" -> json.put(name, price(50));
            case "salePrice" -> json.put(name, none ? null : price(0));
            case "stockQuantity" -> json.put(name, none ? null : random.nextInt(3));
            case "weight" -> json.put(name, none ? null : "1." + random.nextInt(10));
            case "dimensions" ->
                json.putObject(name)
                        .put("length", none ? null : "1" + random.nextInt(9))
                        .put("width", "2.5");
            case "categories" -> categories(json.putArray(name));
            case "tags" -> json.putArray(name).add("tag " + run + " " + any(TERMS));
            case "assets" -> assets(json.putArray(name));
            default -> throw new IllegalArgumentException(name);
        }
        if (none && json.path(name).isArray()) {
            json.putArray(name);
        }
        return json;
    }

    private void categories(ArrayNode list) {
        list.add("Main " + run + " > " + any(List.of("Sub & co", "Sub 'x'", "Größe")));
        if (random.nextBoolean()) {
            list.add("Sale " + run);
        }
    }

    private void assets(ArrayNode list) {
        int first = random.nextInt(images.size());
        for (int i = 0; i < random.nextInt(3); i++) {
            list.add(images.get((first + i) % images.size()));
        }
    }

    private ObjectNode values(List<String> kinds) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode list = json.putArray("attributes");
        for (String kind : kinds) {
            ObjectNode value = list.addObject().put("name", name(kind));
            if (kind.equals("size") || random.nextInt(3) == 0) {
                value.putNull("value");
                continue;
            }
            switch (kind) {
                case "number" -> value.put("value", random.nextInt(100) / 4.0);
                case "boolean" -> value.put("value", random.nextBoolean());
                case "date" -> value.put("value", "2026-0%d-1%d".formatted(1 + random.nextInt(9), random.nextInt(9)));
                case "tax" -> value.put("value", any(TAX_CLASSES));
                case "ean" -> value.put("value", "%s%08d".formatted(run, ++number));
                case "material" -> value.put("value", any(GLOBAL_OPTIONS));
                case "note" -> value.put("value", any(HTML));
                case "erp" -> value.put("value", any(KEPT_TEXTS));
                default -> value.put("value", any(OPTIONS));
            }
        }
        return json;
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String price(int least) {
        return "%d.%d0".formatted(1 + least + random.nextInt(40), random.nextInt(10));
    }
}
