package dev.caravan.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.store.DoctorReport.Check;
import dev.caravan.store.DoctorReport.StoreInfo;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.StoreEndpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at a store as a delivery would, changes nothing there, and says what is wrong and what helps. */
@Component
class StoreDoctor {

    static final String REACHED = "store-reached";
    static final String WOOCOMMERCE = "woocommerce-active";
    private static final int MAX_TEXT_CHARS = 200;

    private final StoreProbe probe;
    private final KeyDiagnosis keys;
    private final ObjectMapper mapper;

    StoreDoctor(StoreProbe probe, KeyDiagnosis keys, ObjectMapper mapper) {
        this.probe = probe;
        this.keys = keys;
        this.mapper = mapper;
    }

    /** Up to four calls, each bounded in time; stops at the first check that fails. */
    DoctorReport examine(URI storeUrl, StoreCredentials credentials) {
        return look(storeUrl, credentials).without(credentials);
    }

    private DoctorReport look(URI storeUrl, StoreCredentials credentials) {
        List<Check> checks = new ArrayList<>();
        StoreProbe.Result index = probe.get(storeUrl, StoreEndpoints.INDEX + "?_fields=name,namespaces", null);
        checks.add(reached(storeUrl, index));
        if (!last(checks).ok()) {
            return DoctorReport.of(checks, null);
        }
        JsonNode about = json(index.answer());
        if (about.path("namespaces").isArray()) {
            checks.add(woocommerce(about.path("namespaces")));
        }
        if (last(checks).ok()) {
            checks.add(keys.check(storeUrl, credentials));
        }
        String name = text(about.path("name"));
        StoreInfo info = last(checks).ok() ? info(storeUrl, credentials, name) : new StoreInfo(null, null, name);
        return DoctorReport.of(checks, info);
    }

    private static Check reached(URI storeUrl, StoreProbe.Result index) {
        CallFault fault = index.fault();
        if (fault == null) {
            return Check.passed(REACHED, "WordPress answers at " + storeUrl);
        }
        boolean closed = fault instanceof CallFault.Unauthorized || fault instanceof CallFault.Refused;
        return closed // some stores show their index to nobody, and take the key all the same
                ? Check.passed(REACHED, "The store answers, but does not introduce itself to strangers")
                : Check.failed(REACHED, fault.reason(), Remedies.of(fault, storeUrl, index.answer()));
    }

    private static Check woocommerce(JsonNode namespaces) {
        boolean active = StreamSupport.stream(namespaces.spliterator(), false)
                .anyMatch(namespace -> namespace.asText().equals("wc/v3"));
        return active
                ? Check.passed(WOOCOMMERCE, "WooCommerce's REST API v3 is there")
                : Check.failed(
                        WOOCOMMERCE,
                        "WordPress answers, but WooCommerce's REST API (wc/v3) is not there",
                        "Activate the plugin WooCommerce, 3.5 or newer; no other plugin may switch its REST API off");
    }

    private StoreInfo info(URI storeUrl, StoreCredentials credentials, @Nullable String name) {
        StoreProbe.Result status =
                probe.get(storeUrl, StoreEndpoints.SYSTEM_STATUS + "?_fields=environment", credentials);
        JsonNode environment =
                status.fault() == null ? json(status.answer()).path("environment") : MissingNode.getInstance();
        return new StoreInfo(text(environment.path("wp_version")), text(environment.path("version")), name);
    }

    /** From the first brace on: a PHP warning may stand before the JSON. */
    private JsonNode json(@Nullable Answer answer) {
        String text = answer == null ? "" : answer.text();
        int start = text.indexOf('{');
        try {
            return start < 0 ? MissingNode.getInstance() : mapper.readTree(text.substring(start));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.asText("");
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), MAX_TEXT_CHARS));
    }

    private static Check last(List<Check> checks) {
        return checks.get(checks.size() - 1);
    }
}
