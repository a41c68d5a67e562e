package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One recorded request with its answer, as the code under test would see them. */
record Recording(JsonNode request, JsonNode response) {

    static final Path FOLDER = Path.of("src/test/resources/woocommerce-contract");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern ONE_PRODUCT = Pattern.compile("/wp-json/wc/v3/products/(?:\\d+/variations/)?(\\d+)");
    private static final Pattern PRODUCTS = Pattern.compile("/wp-json/wc/v3/products(/\\d+/variations)?");
    private static final Pattern BATCH = Pattern.compile("/wp-json/wc/v3/products/(\\d+/variations/)?batch");
    private static final Pattern LEFT_OUT = Pattern.compile("… (\\d+) items left out …");

    /** Read once, because some tests go through all of them. */
    private static final Map<String, Recording> ALL = all();

    static Recording of(String name) {
        return Optional.ofNullable(ALL.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** Names of all recordings of an answer; deliveries of webhooks are requests of the store. */
    static List<String> names() {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getValue().response().has("headers"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Recording> all() {
        try (var files = Files.list(FOLDER)) {
            var all = new TreeMap<String, Recording>();
            files.filter(file -> file.toString().endsWith(".json")).forEach(file -> {
                JsonNode recorded = read(file);
                all.put(
                        file.getFileName().toString().replace(".json", ""),
                        new Recording(recorded.path("request"), recorded.path("response")));
            });
            return Collections.unmodifiableMap(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer answer() {
        var headers = new HashMap<String, String>();
        response.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        JsonNode body = response.path("body");
        String text = body.isTextual() ? body.asText() : body.toString();
        return new Answer(response.path("status").asInt(), headers, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The product that was answered. */
    ShownProduct shown() {
        return new ShownProduct(response.path("body"));
    }

    /** The operations of a batch or of a call for one product, numbered from 1; empty for other calls. */
    List<Operation> operations() {
        String path = request.path("path").asText();
        if (BATCH.matcher(path).matches()) {
            return batch();
        }
        Matcher product = ONE_PRODUCT.matcher(path);
        if (product.matches()) {
            long id = Long.parseLong(product.group(1));
            return switch (method()) {
                case "GET", "HEAD" -> List.of();
                case "DELETE" -> List.of(new Operation.Delete(1, id));
                default -> List.of(new Operation.Update(1, id, document(request.path("body"))));
            };
        }
        return method().equals("POST") && PRODUCTS.matcher(path).matches()
                ? List.of(new Operation.Create(1, document(request.path("body"))))
                : List.of();
    }

    boolean isBatch() {
        return BATCH.matcher(request.path("path").asText()).matches();
    }

    private String method() {
        return request.path("query").asText().contains("_method=DELETE")
                ? "DELETE"
                : request.path("method").asText();
    }

    private List<Operation> batch() {
        var operations = new ArrayList<Operation>();
        for (JsonNode item : items("create")) {
            operations.add(new Operation.Create(operations.size() + 1, document(item)));
        }
        for (JsonNode item : items("update")) {
            operations.add(
                    new Operation.Update(operations.size() + 1, item.path("id").asLong(), document(item)));
        }
        for (JsonNode item : items("delete")) {
            JsonNode id = item.isObject() ? item.path("id") : item;
            operations.add(new Operation.Delete(operations.size() + 1, id.asLong()));
        }
        // the recorded refusals of 101 items; a BatchRequest holds no more than this
        return operations.subList(0, Math.min(operations.size(), BatchRequest.MAX_OPERATIONS));
    }

    /** Items that the recording left out on one side only are filled in as empty ones. */
    private List<JsonNode> items(String kind) {
        var items = new ArrayList<JsonNode>();
        for (JsonNode item : request.path("body").path(kind)) {
            Matcher leftOut = LEFT_OUT.matcher(item.asText());
            if (leftOut.matches()
                    && !response.path("body").path(kind).toString().contains("left out")) {
                for (int i = 0; i < Integer.parseInt(leftOut.group(1)); i++) {
                    items.add(JsonNodeFactory.instance.objectNode());
                }
            } else if (!leftOut.matches()) {
                items.add(item);
            }
        }
        return items;
    }

    private static Document document(JsonNode body) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        body.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new Document(fields);
    }

    private static JsonNode read(Path file) {
        try {
            String text = Files.readString(file);
            JsonNode node = MAPPER.readTree(text);
            // lists that the recording shortened on both sides
            return text.contains("items left out")
                            && node.path("response").path("body").toString().contains("left out")
                    ? MAPPER.readTree(text.replaceAll("\\s*\"… \\d+ items left out …\",", ""))
                    : node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
