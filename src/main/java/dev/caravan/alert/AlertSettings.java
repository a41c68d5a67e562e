package dev.caravan.alert;

import dev.caravan.platform.settings.SettingsCheck;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code caravan.alert.*}: when alerts are raised, and where they are sent.
 *
 * @param webhookUrl empty: nowhere; may hold a secret of the receiver, so it is not shown
 * @param webhookSecret {@code whsec_} and base64; several with commas: each signs
 */
@ConfigurationProperties("caravan.alert")
record AlertSettings(
        Duration checkEvery,
        Duration unwellAfter,
        Duration unwellLongAfter,
        int deadLetters,
        Duration oldestOwed,
        int signInFailures,
        String webhookUrl,
        String webhookSecret,
        Duration webhookEvery,
        int webhookAttempts,
        Duration webhookBackoff) {

    private static final String PREFIX = "whsec_";
    /** Standard Webhooks: 192 to 512 bits. */
    private static final int SHORTEST_KEY = 24;

    private static final int LONGEST_KEY = 64;

    AlertSettings {
        new SettingsCheck()
                .that(longerThanZero(checkEvery), "CARAVAN_ALERT_CHECK_EVERY", "must be longer than zero", checkEvery)
                .that(!unwellAfter.isNegative(), "CARAVAN_ALERT_UNWELL_AFTER", "must not be negative", unwellAfter)
                .that(
                        unwellLongAfter.compareTo(unwellAfter) >= 0,
                        "CARAVAN_ALERT_UNWELL_LONG_AFTER",
                        "must not be shorter than CARAVAN_ALERT_UNWELL_AFTER",
                        unwellLongAfter)
                .that(deadLetters >= 0, "CARAVAN_ALERT_DEAD_LETTERS", "must not be negative", deadLetters)
                .that(longerThanZero(oldestOwed), "CARAVAN_ALERT_OLDEST_OWED", "must be longer than zero", oldestOwed)
                .that(signInFailures >= 0, "CARAVAN_ALERT_SIGN_IN_FAILURES", "must not be negative", signInFailures)
                .that(
                        webhookUrl.isEmpty() || isAddress(webhookUrl),
                        "CARAVAN_ALERT_WEBHOOK_URL",
                        "must be an http or https address",
                        "(not shown)")
                .that(
                        webhookUrl.isEmpty() == webhookSecret.isEmpty(),
                        "CARAVAN_ALERT_WEBHOOK_SECRET",
                        "must be given with CARAVAN_ALERT_WEBHOOK_URL, and only with it",
                        "(not shown)")
                .that(
                        webhookSecret.isEmpty() || keys(webhookSecret).stream().allMatch(AlertSettings::isKey),
                        "CARAVAN_ALERT_WEBHOOK_SECRET",
                        "must be " + PREFIX + " and " + SHORTEST_KEY + " to " + LONGEST_KEY
                                + " bytes in base64; several with commas between them",
                        "(not shown)")
                .that(
                        longerThanZero(webhookEvery),
                        "CARAVAN_ALERT_WEBHOOK_EVERY",
                        "must be longer than zero",
                        webhookEvery)
                .that(webhookAttempts >= 1, "CARAVAN_ALERT_WEBHOOK_ATTEMPTS", "must be at least 1", webhookAttempts)
                .that(
                        longerThanZero(webhookBackoff) && webhookBackoff.compareTo(Duration.ofHours(1)) <= 0,
                        "CARAVAN_ALERT_WEBHOOK_BACKOFF",
                        "must be longer than zero and at most 1h",
                        webhookBackoff);
    }

    /** Whether alerts are sent anywhere. */
    boolean hasWebhook() {
        return !webhookUrl.isEmpty();
    }

    /** The keys of the webhook's secrets, in their order. */
    List<byte[]> webhookKeys() {
        return webhookSecret.isEmpty() ? List.of() : keys(webhookSecret);
    }

    /** Overridden without address and secret, because a record would show them. */
    @Override
    public String toString() {
        return "AlertSettings[checkEvery=" + checkEvery + ", webhook=" + hasWebhook() + "]";
    }

    private static List<byte[]> keys(String secrets) {
        return Arrays.stream(secrets.split(",", -1))
                .map(String::strip)
                .map(AlertSettings::key)
                .toList();
    }

    /** The key of a secret; empty if it is not valid. */
    private static byte[] key(String secret) {
        try {
            return secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static boolean isKey(byte[] key) {
        return key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY;
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = URI.create(url);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean longerThanZero(Duration d) {
        return !d.isNegative() && !d.isZero();
    }
}
