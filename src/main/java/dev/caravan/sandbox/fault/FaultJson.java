package dev.caravan.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Json;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The switches as JSON: {@code {latency_per_call_ms, latency_per_item_ms, workers, next: [{times, fault, scope}],
 * always: {fault, scope}, poison: [sku], stall: [{sku, ms}], refuse: [{sku, code, message, above}]}}; a fault is {@code {type, …}}.
 */
public final class FaultJson {

    private FaultJson() {}

    public static ObjectNode write(SandboxFaults faults) {
        ObjectNode json = Json.object()
                .put("latency_per_call_ms", faults.latencyPerCall().toMillis())
                .put("latency_per_item_ms", faults.latencyPerItem().toMillis())
                .put("workers", faults.workers().limit());
        ArrayNode next = json.putArray("next");
        json.putNull("always");
        for (SandboxFaults.Planned plan : faults.planned()) {
            ObjectNode planned = Json.object();
            planned.set("fault", fault(plan.fault()));
            planned.put("scope", plan.scope().name());
            if (plan.times() < 0) {
                json.set("always", planned);
            } else {
                next.add(planned.put("times", plan.times()));
            }
        }
        ArrayNode poison = json.putArray("poison");
        faults.poisoned().forEach(poison::add);
        ArrayNode stall = json.putArray("stall");
        faults.stalled()
                .forEach((sku, time) -> stall.addObject().put("sku", sku).put("ms", time.toMillis()));
        ArrayNode refuse = json.putArray("refuse");
        faults.refusals()
                .forEach(r -> refuse.addObject()
                        .put("sku", r.sku())
                        .put("code", r.code())
                        .put("message", r.message())
                        .put("above", r.above()));
        return json;
    }

    /** Replaces all switches: missing ones are off. Nothing changes if any part is wrong. */
    public static void read(JsonNode json, SandboxFaults faults) {
        apply(json, new SandboxFaults());
        faults.clear();
        apply(json, faults);
    }

    private static void apply(JsonNode json, SandboxFaults faults) {
        faults.latencyPerCall(Duration.ofMillis(json.path("latency_per_call_ms").asLong()));
        faults.latencyPerItem(Duration.ofMillis(json.path("latency_per_item_ms").asLong()));
        faults.workers(json.path("workers").asInt());
        for (JsonNode plan : json.path("next")) {
            faults.next(plan.path("times").asInt(1), fault(plan.path("fault")), scope(plan));
        }
        if (json.path("always").isObject()) {
            faults.always(fault(json.path("always").path("fault")), scope(json.path("always")));
        }
        json.path("poison").forEach(sku -> faults.poisonSku(sku.asText()));
        json.path("stall")
                .forEach(s -> faults.stallSku(
                        s.path("sku").asText(), Duration.ofMillis(s.path("ms").asLong())));
        json.path("refuse")
                .forEach(r -> faults.refuseSku(
                        r.path("sku").asText(),
                        r.path("code").asText(),
                        r.path("message").asText(),
                        r.hasNonNull("above") ? r.path("above").decimalValue() : null));
    }

    private static SandboxScope scope(JsonNode plan) {
        return SandboxScope.of(plan.path("scope").asText("any"));
    }

    private static SandboxFault fault(JsonNode json) {
        boolean applied = json.path("applied").asBoolean();
        String type = json.path("type").asText();
        return switch (type) {
            case "status" -> {
                int code = json.path("code").asInt();
                @Nullable String retryAfter = json.hasNonNull("retry_after")
                        ? json.path("retry_after").asText()
                        : code == 503 && !json.has("retry_after") ? "600" : null;
                yield new SandboxFault.Status(code, retryAfter, applied);
            }
            case "hang" ->
                new SandboxFault.Hang(Duration.ofMillis(json.path("ms").asLong()), applied);
            case "drop" -> new SandboxFault.Drop(applied);
            case "html" -> SandboxFault.html();
            case "php_warning" -> SandboxFault.phpWarning();
            case "redirect" -> SandboxFault.redirect(json.path("location").asText());
            case "rest_no_route" -> SandboxFault.restNoRoute();
            case "mangled" ->
                SandboxFault.mangled(
                        SandboxFault.Mangling.valueOf(json.path("how").asText().toUpperCase(Locale.ROOT)));
            case "late" -> SandboxFault.late(Duration.ofMillis(json.path("ms").asLong()));
            case "truncated" -> SandboxFault.truncated();
            default -> throw new IllegalArgumentException("unknown fault type: " + type);
        };
    }

    private static ObjectNode fault(SandboxFault fault) {
        ObjectNode json = Json.object();
        if (fault instanceof SandboxFault.Status status) {
            return json.put("type", "status")
                    .put("code", status.code())
                    .put("retry_after", status.retryAfter())
                    .put("applied", status.applied());
        } else if (fault instanceof SandboxFault.Hang hang) {
            return json.put("type", "hang").put("ms", hang.time().toMillis()).put("applied", hang.applied());
        } else if (fault instanceof SandboxFault.Drop drop) {
            return json.put("type", "drop").put("applied", drop.applied());
        } else if (fault instanceof SandboxFault.Redirect redirect) {
            return json.put("type", "redirect").put("location", redirect.location());
        } else if (fault instanceof SandboxFault.Mangled mangled) {
            return json.put("type", "mangled").put("how", mangled.how().name().toLowerCase(Locale.ROOT));
        } else if (fault instanceof SandboxFault.Late late) {
            return json.put("type", "late").put("ms", late.time().toMillis());
        } else if (fault instanceof SandboxFault.PhpWarning) {
            return json.put("type", "php_warning");
        } else if (fault instanceof SandboxFault.RestNoRoute) {
            return json.put("type", "rest_no_route");
        }
        return json.put("type", fault instanceof SandboxFault.Html ? "html" : "truncated");
    }
}
