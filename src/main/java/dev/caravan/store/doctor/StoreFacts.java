package dev.caravan.store.doctor;

import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.store.doctor.DoctorReport.StoreInfo;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallKey;
import dev.caravan.woocommerce.ProductSettings;
import dev.caravan.woocommerce.StoreEndpoints;
import dev.caravan.woocommerce.SystemStatus;
import dev.caravan.woocommerce.SystemStatus.HostLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a store says about itself to a caller with a key: versions, currency, units, limits. */
@Component
class StoreFacts {

    static final String SETTINGS = "currency-and-units";
    static final String UNITS = "units-set";
    static final String LIMITS = "host-limits";

    private static final long MIB = 1L << 20;
    /** A batch of 100 products with long texts, and the time that it takes (a recorded store: 8 s). */
    private static final long SMALL_BODY = 2 * MIB;

    private static final int SHORT_SECONDS = 30;

    private final StoreProbe probe;

    StoreFacts(StoreProbe probe) {
        this.probe = probe;
    }

    record Facts(StoreInfo info, List<Check> checks) {}

    /** Makes two calls; facts that the key may not read stay unknown. */
    Facts read(URI storeUrl, CallKey key, StoreInfo known) {
        SystemStatus status = SystemStatus.of(
                answer(probe.get(storeUrl, StoreEndpoints.SYSTEM_STATUS, "_fields=environment,settings", key)));
        Optional<ProductSettings> units = ProductSettings.of(
                answer(probe.get(storeUrl, StoreEndpoints.PRODUCT_SETTINGS, "_fields=id,value", key)));
        StoreInfo info = new StoreInfo(
                status.wordPressVersion(),
                status.wooCommerceVersion(),
                known.storeName(),
                known.address(),
                known.timeZone() == null ? status.timeZone() : known.timeZone(),
                status.currency(),
                status.priceDecimals(),
                units.map(ProductSettings::weightUnit).orElse(null),
                units.map(ProductSettings::dimensionUnit).orElse(null));
        List<Check> checks = new ArrayList<>();
        checks.add(settings(info));
        units.flatMap(set -> units(info)).ifPresent(checks::add);
        if (status.limits() != null) {
            checks.add(limits(status.limits()));
        }
        return new Facts(info, checks);
    }

    private static @Nullable Answer answer(StoreProbe.Result result) {
        return result.fault() == null ? result.answer() : null;
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

    /** Without units the measures of a product have no meaning in the shop, and shipping plugins may fail. */
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

    static Check limits(HostLimits limits) {
        long body = limits.bodyBytes();
        int seconds = limits.seconds();
        String size = body <= 0 ? "any size" : body < MIB ? body / 1024 + " KiB" : body / MIB + " MiB";
        String detail = "The host takes requests of " + size + " and lets them run for "
                + (seconds == 0 ? "any time" : seconds + " s");
        boolean tight = (body > 0 && body < SMALL_BODY) || (seconds > 0 && seconds < SHORT_SECONDS);
        return tight
                ? Check.advised(LIMITS, detail, "Lower the connection's batchSize to 10, or ask the host for more")
                : Check.passed(LIMITS, detail);
    }
}
