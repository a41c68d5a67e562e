package dev.caravan.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import dev.caravan.sandbox.php.PhpFatal;
import dev.caravan.sandbox.rest.Answer;
import dev.caravan.sandbox.rest.RestError;
import dev.caravan.sandbox.rest.StoreRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The answers of unhealthy stores and of the web servers in front of them, as recorded. */
public final class FaultAnswers {

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(301, "Moved Permanently"),
            Map.entry(400, "Bad Request"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(408, "Request Time-out"),
            Map.entry(413, "Request Entity Too Large"),
            Map.entry(414, "Request-URI Too Large"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Temporarily Unavailable"),
            Map.entry(504, "Gateway Time-out"));

    private static final String MAINTENANCE = "Briefly unavailable for scheduled maintenance. Check back in a minute.";

    private static final String WARNING = "<br />\n<b>Warning</b>:  Undefined variable $x in"
            + " <b>/var/www/html/wp-content/plugins/some-plugin/some-plugin.php</b> on line <b>12</b><br />\n";

    /** U+FEFF in UTF-8. */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private FaultAnswers() {}

    public static Answer status(SandboxFault.Status fault, StoreRequest request) {
        Answer answer = status(fault.code(), request);
        return Optional.ofNullable(fault.retryAfter())
                .map(text -> answer.with("Retry-After", text))
                .orElse(answer);
    }

    private static Answer status(int code, StoreRequest request) {
        return switch (code) {
            case 401 ->
                Answer.of(new RestError(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources."));
            case 500 -> Answer.of(PhpFatal.ofPlugin());
            case 503 -> maintenance(request.wantsJson());
            default -> webServer(code);
        };
    }

    /** An answer of nginx itself. */
    public static Answer webServer(int code) {
        String title = code + " " + REASONS.getOrDefault(code, "Error");
        return Answer.file(
                code,
                "text/html",
                ("<html>\n<head><title>" + title + "</title></head>\n<body>\n<center><h1>" + title
                                + "</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    public static Answer redirect(String location) {
        return webServer(301).with("Location", location);
    }

    public static Answer themePage(int status, String title) {
        return Answer.html(
                status,
                "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head>\n\t<meta charset=\"UTF-8\" />\n<title>" + title
                        + "</title>\n</head>\n<body class=\"home blog\">\n</body>\n</html>\n");
    }

    public static Answer withPhpWarning(Answer answer) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(WARNING.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(answer.body());
        return Answer.file(200, "text/html; charset=UTF-8", body.toByteArray());
    }

    public static Answer mangled(SandboxFault.Mangling how, Answer answer) {
        return switch (how) {
            case BYTE_ORDER_MARK -> {
                byte[] json = answer.body();
                byte[] marked = Arrays.copyOf(MARK, MARK.length + json.length);
                System.arraycopy(json, 0, marked, MARK.length, json.length);
                yield answer.with(marked);
            }
            case EMPTY -> answer.with(new byte[0]);
            case WRONG_CONTENT_TYPE -> answer.with("Content-Type", "text/html; charset=UTF-8");
            case ITEM_MISSING -> withLists(answer, list -> list.remove(0));
            case ITEM_WITHOUT_ID -> withLists(answer, list -> list.forEach(item -> ((ObjectNode) item).remove("id")));
        };
    }

    /** Only the answer to a batch has lists by name. */
    private static Answer withLists(Answer answer, Consumer<ArrayNode> change) {
        try {
            JsonNode body = Json.MAPPER.readTree(answer.body());
            if (!body.isObject()) {
                return answer;
            }
            for (String kind : List.of("create", "update", "delete")) {
                if (body.path(kind) instanceof ArrayNode list && !list.isEmpty()) {
                    change.accept(list);
                }
            }
            return answer.with(Json.bytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer maintenance(boolean json) {
        if (!json) {
            return Answer.html(
                    503,
                    "<!DOCTYPE html>\n<html dir='ltr'>\n<head>\n\t<title>Maintenance</title>\n</head>\n"
                            + "<body id=\"error-page\">\n\t<div class=\"wp-die-message\">" + MAINTENANCE
                            + "</div></body>\n</html>\n");
        }
        ObjectNode body = Json.object().put("code", "wp_die").put("message", MAINTENANCE);
        body.putObject("data").put("status", 503);
        body.putArray("additional_errors");
        return Answer.json(503, body);
    }
}
