package dev.caravan.architecture;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the migrations, the room that owns each, and what a statement writes. */
final class Tables {

    static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** Any room may read a table; only its owner writes it. */
    static final Map<String, Set<String>> OF_ROOM = Map.of(
            "platform",
            Set.of(
                    "account",
                    "api_key",
                    "app_user",
                    "audit_log",
                    "sign_in_failure",
                    "sign_in_network",
                    "spring_session",
                    "spring_session_attributes"),
            "catalog",
            Set.of(
                    "account_usage",
                    "asset",
                    "attribute",
                    "category",
                    "family",
                    "family_attribute",
                    "product",
                    "product_event"),
            "store",
            Set.of("connection", "export_mapping", "key_rotation"),
            "sync",
            Set.of(
                    "action_job",
                    "action_portion",
                    "account_figure",
                    "claim",
                    "dead_letter",
                    "deletion_guard",
                    "delivery_figure",
                    "delivery_figure_part",
                    "export_item",
                    "export_job",
                    "open_create",
                    "product_removal",
                    "saved_filter",
                    "store_image",
                    "store_term",
                    "sync_count",
                    "sync_log",
                    "woocommerce_product_sync"),
            "alert",
            Set.of("alert", "alert_delivery"));

    /** Statement to the foreign tables that it writes, each with its reason. */
    static final Map<String, Set<String>> FOREIGN = Map.of(
            // an event is taken and becomes a pending row in one statement: a crash in between would lose the change
            "sync/fan-out-events", Set.of("product_event"),
            // a deletion that came before the row of its product: the event comes once more, in the settlement's
            // transaction
            "sync/repeat-deletion-events", Set.of("product_event"));

    private static final Pattern CREATED = Pattern.compile("\\bCREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)");
    private static final Pattern ALTERED = Pattern.compile("\\bALTER TABLE ([a-z_]+)([^;]*)");
    private static final Pattern BODY = Pattern.compile("\\bCREATE TABLE ([a-z_]+) \\((.*?)\\n\\);", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("(?m)^ {4}([a-z_]+) +[a-z]");
    private static final Pattern ADDED_OR_DROPPED =
            Pattern.compile("\\b(ADD|DROP) COLUMN (?:IF (?:NOT )?EXISTS )?([a-z_]+)");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__");
    private static final Pattern NOT_CODE = Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'", Pattern.DOTALL);

    /** Keywords are written in capitals, so no lock (FOR UPDATE OF) and no conflict (DO UPDATE SET) is among them. */
    private static final Pattern WRITTEN = Pattern.compile(
            "\\b(?:INSERT\\s+INTO|DELETE\\s+FROM|MERGE\\s+INTO|TRUNCATE(?:\\s+TABLE)?|UPDATE)\\s+(?:ONLY\\s+)?([a-z_]+)");

    private Tables() {}

    static Set<String> created() {
        return SourceTree.files(MIGRATIONS, ".sql").stream()
                .flatMap(file -> CREATED.matcher(SourceTree.text(file)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The columns that a table has after all migrations. */
    static Set<String> columns(String table) {
        Set<String> columns = new TreeSet<>();
        SourceTree.files(MIGRATIONS, ".sql").stream()
                .sorted(Comparator.comparingInt(Tables::version))
                .map(file -> NOT_CODE.matcher(SourceTree.text(file)).replaceAll(" "))
                .forEach(sql -> {
                    named(BODY, table, sql)
                            .flatMap(body -> COLUMN.matcher(body).results())
                            .forEach(column -> columns.add(column.group(1)));
                    named(ALTERED, table, sql)
                            .flatMap(change -> ADDED_OR_DROPPED.matcher(change).results())
                            .forEach(change -> {
                                columns.remove(change.group(2));
                                if (change.group(1).equals("ADD")) {
                                    columns.add(change.group(2));
                                }
                            });
                });
        return columns;
    }

    /** What the pattern finds of one table. */
    private static Stream<String> named(Pattern pattern, String table, String sql) {
        return pattern.matcher(sql)
                .results()
                .filter(match -> match.group(1).equals(table))
                .map(match -> match.group(2));
    }

    private static int version(Path migration) {
        return VERSION.matcher(migration.getFileName().toString())
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /** Table to room. */
    static Map<String, String> owners() {
        return OF_ROOM.entrySet().stream()
                .flatMap(room -> room.getValue().stream().map(table -> Map.entry(table, room.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Also inside of named queries (WITH). */
    static Set<String> written(String sql) {
        return WRITTEN.matcher(NOT_CODE.matcher(sql).replaceAll(" "))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
