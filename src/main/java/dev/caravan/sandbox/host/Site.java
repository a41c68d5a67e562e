package dev.caravan.sandbox.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.Resources;
import dev.caravan.sandbox.Ring;
import dev.caravan.sandbox.SandboxCall;
import dev.caravan.sandbox.SandboxWrite;
import dev.caravan.sandbox.fault.FaultAnswers;
import dev.caravan.sandbox.fault.FaultJson;
import dev.caravan.sandbox.fault.SandboxFaults;
import dev.caravan.sandbox.php.Php;
import dev.caravan.sandbox.product.ProductShape;
import dev.caravan.sandbox.product.ProductTable;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.ListAnswer;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.StoreRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Everything outside the REST API: the page for people, the switches under {@code /sandbox}, and WordPress' 404. */
final class Site {

    private static final String JSON_FIELD = "products";

    private final String name;
    private final SandboxFaults faults;
    private final ProductTable table;
    private final ProductShape shape;
    private final Ring<SandboxCall> calls;
    private final Ring<SandboxWrite> writes;
    private final Inbox inbox = new Inbox();

    Site(
            String name,
            SandboxFaults faults,
            ProductTable table,
            ProductShape shape,
            Ring<SandboxCall> calls,
            Ring<SandboxWrite> writes) {
        this.name = name;
        this.faults = faults;
        this.table = table;
        this.shape = shape;
        this.calls = calls;
        this.writes = writes;
    }

    Answer answer(StoreRequest request) {
        return switch (request.path()) {
            case "/" -> start(request);
            case "/sandbox/page.css" -> Answer.file(200, "text/css; charset=UTF-8", Resources.bytes("page.css"));
            case "/sandbox/page.js" -> Answer.file(200, "text/javascript; charset=UTF-8", Resources.bytes("page.js"));
            case "/sandbox/products" -> json(products(request));
            case "/sandbox/writes" ->
                json(listed("writes", writes.added(), writes.snapshot().stream().map(SandboxWrite::json)));
            case "/sandbox/calls" ->
                json(listed("calls", calls.added(), calls.snapshot().stream().map(SandboxCall::json)));
            case "/sandbox/faults" -> faults(request);
            case "/sandbox/inbox" -> inbox.answer(request);
            default -> FaultAnswers.themePage(404, "Page not found");
        };
    }

    private Answer start(StoreRequest request) {
        if (request.parameter("rest_route").isPresent()) { // takes no keys, see connection-test-rest-route
            return Answer.of(new RestError(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources."));
        }
        return Answer.file(200, "text/html; charset=UTF-8", Resources.bytes("page.html"))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'")
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store");
    }

    /**
     * Newest change first, {@code ?limit=} of them (200), whole or only {@code ?_fields=}; with {@code ?sku=} the product or
     * variation that has it.
     */
    private ObjectNode products(StoreRequest request) {
        if (request.parameter("sku").isPresent()) {
            List<ObjectNode> found = table.bySku(request.parameter("sku").get());
            return listed(JSON_FIELD, found.size(), found.stream().map(this::shown));
        }
        long limit = Math.max(
                1, Php.whole(Json.object().textNode(request.parameter("limit").orElse("200"))));
        Stream<ObjectNode> newest =
                table.newestChangeFirst().limit(limit).map(product -> ListAnswer.only(request, shape.edit(product)));
        return listed(JSON_FIELD, table.sizeWithVariations(), newest);
    }

    private ObjectNode shown(ObjectNode stored) {
        return ProductTable.isVariation(stored) ? shape.variations().edit(stored) : shape.edit(stored);
    }

    private ObjectNode listed(String field, long total, Stream<ObjectNode> entries) {
        ObjectNode list = Json.object().put("store", name).put("total", total);
        ArrayNode array = list.putArray(field);
        entries.forEach(array::add);
        return list;
    }

    private Answer faults(StoreRequest request) {
        if (request.method().equals("PUT")) {
            try {
                JsonNode sent = Json.MAPPER.readTree(request.body());
                FaultJson.read(sent, faults);
            } catch (JsonProcessingException | IllegalArgumentException e) {
                return Answer.json(400, Json.object().put("message", String.valueOf(e.getMessage())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return json(FaultJson.write(faults));
    }

    private static Answer json(JsonNode body) {
        return Answer.json(200, body).with("Cache-Control", "no-store");
    }
}
