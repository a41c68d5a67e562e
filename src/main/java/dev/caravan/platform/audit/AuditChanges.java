package dev.caravan.platform.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The changes of an act, member by member. Only members that are named here are recorded, and of these only those
 * that differ. A secret is recorded as {@code "changed"}, never as itself.
 */
public final class AuditChanges {

    private static final String CHANGED = "changed";
    /**
     * A second protection beside the list of members: if one of these is named by mistake, its value is not recorded.
     */
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|passwd|secret|token|hash|credential|consumer_?key|api_?key|private_?key|authorization).*");

    private static final int LONGEST_TEXT = 300;
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_MEMBERS = 60;

    private final Map<String, @Nullable Object> before = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> after = new LinkedHashMap<>();

    /** A member with its value before and after; null if there was or is none. Equal values are left out. */
    public AuditChanges member(String name, @Nullable Object old, @Nullable Object now) {
        if (Objects.equals(old, now) || before.size() >= MOST_MEMBERS || after.size() >= MOST_MEMBERS) {
            return this;
        }
        if (SECRET.matcher(name).matches()) {
            return secret(name);
        }
        put(before, name, old);
        put(after, name, now);
        return this;
    }

    /** A changed member whose value is too long or too secret to be recorded. */
    public AuditChanges secret(String name) {
        after.put(cut(name), CHANGED);
        return this;
    }

    Map<String, @Nullable Object> before() {
        return before;
    }

    Map<String, @Nullable Object> after() {
        return after;
    }

    private static void put(Map<String, @Nullable Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(cut(name), bounded(value));
        }
    }

    private static Object bounded(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Iterable<?> entries) {
            List<String> texts = new ArrayList<>();
            for (Object entry : entries) {
                if (texts.size() == MOST_ENTRIES) {
                    texts.add("…");
                    break;
                }
                texts.add(cut(String.valueOf(entry)));
            }
            return texts;
        }
        if (value instanceof Map<?, ?> entries) {
            Map<String, String> texts = new LinkedHashMap<>();
            entries.entrySet().stream()
                    .limit(MOST_ENTRIES)
                    .forEach(entry ->
                            texts.put(cut(String.valueOf(entry.getKey())), cut(String.valueOf(entry.getValue()))));
            return texts;
        }
        return cut(String.valueOf(value));
    }

    private static String cut(String text) {
        return AuditText.bounded(text, LONGEST_TEXT);
    }
}
