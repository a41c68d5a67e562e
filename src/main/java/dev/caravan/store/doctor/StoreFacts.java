package dev.caravan.store.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.store.doctor.DoctorReport.StoreInfo;
import dev.caravan.woocommerce.CallKey;
import dev.caravan.woocommerce.Reasons;
import dev.caravan.woocommerce.StoreEndpoints;
import dev.caravan.woocommerce.StoreJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a store says about itself to whoever has a key: versions, currency, units, limits. */
@Component
class StoreFacts {

    static final String SETTINGS = "currency-and-units";
    static final String UNITS = "units-set";
    static final String LIMITS = "host-limits";

    private static final int MAX_TEXT_CHARS = 200;
    private static final long MIB = 1L << 20;
    /** A batch of 100 products with long texts, and what it takes (a recorded store: 8 s). */
    private static final long SMALL_BODY = 2 * MIB;

    private static final int SHORT_SECONDS = 30;

    private final StoreProbe probe;

    StoreFacts(StoreProbe probe) {
        this.probe = probe;
    }

    record Facts(StoreInfo info, List<Check> checks) {}

    /** Two calls; what the key may not read stays unknown. */
    Facts read(URI storeUrl, CallKey key, StoreInfo known) {
        JsonNode status = json(probe.get(storeUrl, StoreEndpoints.SYSTEM_STATUS, "_fields=environment,settings", key));
        JsonNode options = json(probe.get(storeUrl, StoreEndpoints.PRODUCT_SETTINGS, "_fields=id,value", key));
        JsonNode environment = status.path("environment");
        JsonNode settings = status.path("settings");
        JsonNode decimals = settings.path("number_of_decimals");
        StoreInfo info = new StoreInfo(
                text(environment.path("wp_version")),
                text(environment.path("version")),
                known.storeName(),
                known.address(),
                known.timeZone() == null ? text(environment.path("default_timezone")) : known.timeZone(),
                text(settings.path("currency")),
                decimals.isInt() ? decimals.asInt() : null,
                option(options, "woocommerce_weight_unit"),
                option(options, "woocommerce_dimension_unit"));
        List<Check> checks = new ArrayList<>();
        checks.add(settings(info));
        if (!options.isEmpty()) {
            units(info).ifPresent(checks::add);
        }
        if (environment.isObject()) {
            checks.add(limits(environment));
        }
        return new Facts(info, checks);
    }

    /** The first text of a JSON field, shortened; null if there is none. */
    static @Nullable String text(JsonNode node) {
        String text = Reasons.clean(node.asText(""));
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), MAX_TEXT_CHARS));
    }

    private static Check settings(StoreInfo info) {
        if (info.currency() == null) {
            return Check.advised(
                    SETTINGS,
                    "This key may not read the store's currency",
                    "Nothing needs to be done. The key of an Administrator would show currency, decimals and units");
        }
        String units = info.weightUnit() == null ? "" : ", weights in " + info.weightUnit();
        String lengths = info.dimensionUnit() == null ? "" : ", lengths in " + info.dimensionUnit();
        String decimals = info.priceDecimals() == null ? "" : " with " + info.priceDecimals() + " decimals";
        return Check.passed(SETTINGS, "Prices in " + info.currency() + decimals + units + lengths);
    }

    /** Without units the numbers of a product mean nothing to the shop, and plugins for shipping may fail. */
    static Optional<Check> units(StoreInfo info) {
        boolean both = info.weightUnit() == null && info.dimensionUnit() == null;
        if (info.weightUnit() != null && info.dimensionUnit() != null) {
            return Optional.empty();
        }
        String missing = both ? "weights and dimensions" : info.weightUnit() == null ? "weights" : "dimensions";
        return Optional.of(Check.advised(
                UNITS,
                "The store has no unit for " + missing + "; it would show the numbers without one",
                "Choose the units under WooCommerce > Settings > Products > General"));
    }

    static Check limits(JsonNode environment) {
        long body = environment.path("php_post_max_size").asLong();
        int seconds = environment.path("php_max_execution_time").asInt();
        String size = body <= 0 ? "any size" : body < MIB ? body / 1024 + " KiB" : body / MIB + " MiB";
        String detail = "The host takes requests of " + size + " and lets them run for "
                + (seconds == 0 ? "any time" : seconds + " s");
        boolean tight = (body > 0 && body < SMALL_BODY) || (seconds > 0 && seconds < SHORT_SECONDS);
        return tight
                ? Check.advised(LIMITS, detail, "Lower the connection's batchSize to 10, or ask the host for more")
                : Check.passed(LIMITS, detail);
    }

    private static @Nullable String option(JsonNode options, String id) {
        return StreamSupport.stream(options.spliterator(), false)
                .filter(option -> option.path("id").asText().equals(id))
                .findFirst()
                .map(option -> text(option.path("value")))
                .orElse(null);
    }

    private static JsonNode json(StoreProbe.Result result) {
        return result.fault() != null || result.answer() == null
                ? MissingNode.getInstance()
                : StoreJson.find(result.answer().text())
                        .map(StoreJson.Found::node)
                        .orElse(MissingNode.getInstance());
    }
}
