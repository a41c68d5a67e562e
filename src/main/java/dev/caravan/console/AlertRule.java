package dev.caravan.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.env.PropertyResolver;

/**
 * What raises an alert of a kind, in words.
 *
 * @param setting the setting that says when; empty: it has none
 * @param property where its value stands
 */
record AlertRule(String kind, String title, String meaning, String setting, String property) {

    static final List<AlertRule> ALL = List.of(
            new AlertRule(
                    "store_unauthorized", "A store refuses its key", "It needs a new key. Raised at once.", "", ""),
            new AlertRule(
                    "store_unwell",
                    "A store is unhealthy",
                    "It has been on hold for longer than a moment; short faults end by themselves.",
                    "CARAVAN_ALERT_UNWELL_AFTER",
                    "caravan.alert.unwell-after"),
            new AlertRule(
                    "store_unwell_long",
                    "A store is unhealthy for long",
                    "It has been on hold for so long that it will hardly recover by itself.",
                    "CARAVAN_ALERT_UNWELL_LONG_AFTER",
                    "caravan.alert.unwell-long-after"),
            new AlertRule(
                    "dead_letters",
                    "Many refused changes",
                    "More changes of a store were refused, and wait for a person.",
                    "CARAVAN_ALERT_DEAD_LETTERS",
                    "caravan.alert.dead-letters"),
            new AlertRule(
                    "oldest_owed",
                    "A change is late",
                    "A change has been pending for longer.",
                    "CARAVAN_ALERT_OLDEST_OWED",
                    "caravan.alert.oldest-owed"),
            new AlertRule(
                    "deletion_guard",
                    "Deletions wait",
                    "More than this share of a store's products were deleted at once.",
                    "CARAVAN_SYNC_MASS_DELETE_SHARE",
                    "caravan.sync.mass-delete-share"),
            new AlertRule(
                    "sign_in_failures",
                    "Many failed sign-ins",
                    "More sign-ins failed within ten minutes: a program has an old password, or passwords are being guessed.",
                    "CARAVAN_ALERT_SIGN_IN_FAILURES",
                    "caravan.alert.sign-in-failures"));

    /** What each setting says at present, by the kind of the alert. @param settings of the service */
    static Map<String, String> values(PropertyResolver settings) {
        return ALL.stream()
                .filter(rule -> !rule.setting().isEmpty())
                .collect(Collectors.toUnmodifiableMap(
                        AlertRule::kind, rule -> settings.getRequiredProperty(rule.property())));
    }

    /** The rule of an alert; one that the page does not know yet is shown by its code. */
    static AlertRule of(String kind) {
        return ALL.stream()
                .filter(rule -> rule.kind().equals(kind))
                .findFirst()
                .orElse(new AlertRule(kind, kind.replace('_', ' '), "", "", ""));
    }
}
