package dev.caravan.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.faults.Difference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the order of versions off a store's journal. Each change of the suite writes its number into a text of the product,
 * {@code v17}; a write that brings the same version once more is harmless.
 */
final class JournalCheck {

    private static final Pattern VERSION = Pattern.compile("v(\\d+)");

    private final ShopState now;
    private final Set<Long> foreign = new HashSet<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Map<String, Long> made = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    private JournalCheck(ShopState before, ShopState now) {
        this.now = now;
        before.products().forEach(p -> foreign.add(p.path("id").asLong()));
        before.variations()
                .values()
                .forEach(all -> all.forEach(v -> foreign.add(v.path("id").asLong())));
    }

    static List<Difference> of(ShopState before, ShopState now) {
        JournalCheck check = new JournalCheck(before, now);
        long next = before.written() + 1;
        for (JsonNode write : now.writes()) {
            long sequence = write.path("sequence").asLong();
            if (sequence > next) {
                check.add(Kind.JOURNAL, "all", "write " + next, "write " + sequence + " comes next");
            }
            if (sequence >= next) {
                check.write(write);
                next = sequence + 1;
            }
        }
        if (next != now.written() + 1) {
            check.add(Kind.JOURNAL, "all", now.written() + " writes", (next - 1) + " of them");
        }
        return check.differences;
    }

    private void write(JsonNode write) {
        String sku = write.path("sku").asText();
        String key = sku.toLowerCase(Locale.ROOT);
        String operation = write.path("operation").asText();
        if (foreign.contains(write.path("product_id").asLong())) {
            add(Kind.FOREIGN, sku, "no write", at(operation, write));
        }
        if (operation.equals("create")) {
            Long other = made.put(key, write.path("sequence").asLong());
            if (other != null) {
                add(Kind.DOUBLED, sku, "made once, in write " + other, at("made again", write));
            }
        } else if (operation.equals("delete")) {
            made.remove(key);
        }
        Matcher version = version(write.path("fields"));
        if (version.matches()) {
            order(sku, key, Long.parseLong(version.group(1)), write);
        }
    }

    private static Matcher version(JsonNode fields) {
        String text = fields.path("short_description").asText();
        return VERSION.matcher(text.isEmpty() ? fields.path("description").asText() : text);
    }

    private void order(String sku, String key, long version, JsonNode write) {
        long highest = newest.merge(key, version, Math::max);
        if (version < highest) {
            add(Kind.BACKWARDS, sku, "v" + highest + " or newer", at("v" + version, write));
        }
    }

    private static String at(String what, JsonNode write) {
        return what + " in write " + write.path("sequence").asLong();
    }

    private void add(Kind kind, String sku, String expected, String found) {
        differences.add(new Difference(kind, now.shop(), sku, "journal", expected, found));
    }
}
