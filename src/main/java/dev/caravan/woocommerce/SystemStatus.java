package dev.caravan.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * What a store says of itself to whoever has a key ({@link StoreEndpoints#SYSTEM_STATUS}). What the key may not read is null. Texts are
 * fit to be shown.
 */
public record SystemStatus(
        @Nullable String wordPressVersion,
        @Nullable String wooCommerceVersion,
        @Nullable String timeZone,
        @Nullable String currency,
        @Nullable Integer priceDecimals,
        @Nullable HostLimits limits) {

    /** What PHP takes; 0 for no limit. @param bodyBytes of one request @param seconds for which one request may run */
    public record HostLimits(long bodyBytes, int seconds) {}

    /** @param answer null if the store did not give one */
    public static SystemStatus of(@Nullable Answer answer) {
        JsonNode status = answer == null
                ? MissingNode.getInstance()
                : StoreJson.find(answer.text()).map(StoreJson.Found::node).orElse(MissingNode.getInstance());
        JsonNode environment = status.path("environment");
        JsonNode settings = status.path("settings");
        JsonNode decimals = settings.path("number_of_decimals");
        return new SystemStatus(
                Reasons.text(environment.path("wp_version")),
                Reasons.text(environment.path("version")),
                Reasons.text(environment.path("default_timezone")),
                Reasons.text(settings.path("currency")),
                decimals.isInt() ? decimals.asInt() : null,
                environment.isObject() ? limits(environment) : null);
    }

    private static HostLimits limits(JsonNode environment) {
        return new HostLimits(
                environment.path("php_post_max_size").asLong(),
                environment.path("php_max_execution_time").asInt());
    }
}
