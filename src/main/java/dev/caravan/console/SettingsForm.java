package dev.caravan.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a store as a person edits them.
 *
 * @param title the name that the store has
 * @param before what the page showed first: only what is another text by now is changed
 * @param typed what the person has typed
 * @param errors what is wrong with a field, by its name
 * @param problem what is wrong as a whole; null: nothing
 * @param offersForce whether the store does not pass the test, and can be saved nevertheless
 */
record SettingsForm(
        String id,
        String title,
        Map<String, String> before,
        Map<String, String> typed,
        Map<String, String> errors,
        @Nullable String problem,
        boolean offersForce) {

    private static final String BEFORE = "was-";
    private static final String FORCE = "force";
    private static final String FORCE_HINT = " (?force=true saves it all the same)";
    private static final List<String> SECRETS = List.of("consumerKey", "consumerSecret", "webhookSecret");
    private static final Set<String> BOXES = Set.of("autoSync", "autoExport");
    private static final Set<String> NUMBERS = Set.of("batchSize", "concurrency", "requestsPerMinute");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

    static SettingsForm of(StoreSettings settings) {
        Map<String, String> texts = settings.texts();
        return new SettingsForm(
                Long.toString(settings.id()), settings.storeName(), texts, texts, Map.of(), null, false);
    }

    /** What was sent. @param settings as they are now */
    static SettingsForm sent(StoreSettings settings, HttpServletRequest request) {
        Map<String, String> before = new LinkedHashMap<>();
        Map<String, String> typed = new LinkedHashMap<>();
        settings.texts().forEach((name, now) -> {
            String shown = request.getParameter(BEFORE + name);
            before.put(name, shown == null ? now : shown);
            typed.put(name, sent(request, name));
        });
        SECRETS.forEach(name -> typed.put(name, sent(request, name)));
        typed.put(FORCE, sent(request, FORCE));
        return new SettingsForm(
                Long.toString(settings.id()), settings.storeName(), before, typed, Map.of(), null, false);
    }

    /** The fields that this person has changed, and another one since the page was shown. @param settings as they are now */
    Map<String, String> contested(StoreSettings settings) {
        return settings.texts().entrySet().stream()
                .filter(now -> !now.getValue().equals(before.get(now.getKey())))
                .filter(now -> !value(now.getKey()).equals(before.get(now.getKey())))
                .filter(now -> !value(now.getKey()).equals(now.getValue()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        now -> "By now: " + StoreSettings.words(now.getKey(), now.getValue()),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** The same over what is there now: what this person has not changed is as another one has left it. */
    SettingsForm over(StoreSettings settings, Map<String, String> contested, String words) {
        Map<String, String> now = settings.texts();
        Map<String, String> kept = new LinkedHashMap<>(typed);
        now.forEach((name, value) -> {
            if (value(name).equals(before.get(name))) {
                kept.put(name, value);
            }
        });
        return new SettingsForm(id, title, now, kept, contested, words, false);
    }

    private static String sent(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    /** The same with what the API said against it. */
    SettingsForm refused(ConsoleProblem problem) {
        boolean untested =
                problem.fields().stream().anyMatch(field -> field.message().contains(FORCE_HINT.strip()));
        Map<String, String> found = problem.fields().stream()
                .collect(Collectors.toMap(
                        ConsoleProblem.Field::field,
                        field -> field.message().replace(FORCE_HINT, ""),
                        (one, other) -> one + " " + other,
                        LinkedHashMap::new));
        String whole = found.keySet().stream().allMatch(typed::containsKey) && !found.isEmpty()
                ? "Nothing is saved yet: see what is marked below."
                : "Nothing is saved yet: " + problem.getMessage();
        return new SettingsForm(id, title, before, typed, found, whole, untested);
    }

    /** The members of the connection that are to change. */
    ObjectNode changes() {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        before.forEach((name, old) -> {
            String now = value(name);
            if (!now.equals(old)) {
                put(changes, name, now);
            }
        });
        SECRETS.stream().filter(name -> !value(name).isBlank()).forEach(name -> changes.put(name, value(name)));
        return changes;
    }

    private static void put(ObjectNode changes, String name, String text) {
        String stripped = text.strip();
        if (BOXES.contains(name)) {
            changes.put(name, text.equals(StoreSettings.TICKED));
        } else if (NUMBERS.contains(name) && stripped.isEmpty()) {
            changes.putNull(name);
        } else if (NUMBERS.contains(name) && NUMBER.matcher(stripped).matches()) {
            changes.put(name, Integer.parseInt(stripped));
        } else {
            changes.put(name, text); // what is no number is refused by the API, in its words
        }
    }

    public String value(String name) {
        return typed.getOrDefault(name, "");
    }

    public boolean is(String name) {
        return value(name).equals(StoreSettings.TICKED);
    }

    public @Nullable String error(String name) {
        return errors.get(name);
    }

    public Map<String, String> deletions() {
        return StoreSettings.DELETIONS;
    }

    public Map<String, String> losses() {
        return StoreSettings.LOSSES;
    }
}
