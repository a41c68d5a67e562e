package dev.caravan.catalog.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.catalog.CategoryPath;
import dev.caravan.catalog.value.Values;
import dev.caravan.platform.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Finds categories by their path, and creates those that are missing, level by level. */
@Component
public class CategoryPaths {

    static final int DEEPEST = 10;

    private final Sql sql;

    CategoryPaths(Sql sql) {
        this.sql = sql;
    }

    /** The names of a path, which is a text or a list of names. @throws IllegalArgumentException if it is none */
    public static List<String> parse(JsonNode path) {
        List<JsonNode> parts = new ArrayList<>();
        if (path.isArray() && !path.isEmpty()) {
            path.forEach(parts::add);
        } else {
            CategoryPath.names(Values.line(path, Values.LABEL_LENGTH * DEEPEST))
                    .forEach(name -> parts.add(TextNode.valueOf(name)));
        }
        List<String> names = parts.stream()
                .map(name -> Values.line(name, Values.LABEL_LENGTH))
                .toList();
        if (names.size() > DEEPEST) {
            throw new IllegalArgumentException("must have at most " + DEEPEST + " levels");
        }
        return names;
    }

    /** The category of each path, by {@link #key}. */
    public Map<List<String>, Long> resolve(long accountId, Collection<List<String>> paths) {
        Map<List<String>, Long> known = new HashMap<>();
        for (int depth = 1; depth <= DEEPEST; depth++) {
            // In the same order everywhere, so that two uploads that create the same categories do not deadlock.
            TreeMap<String, List<String>> level = new TreeMap<>();
            for (List<String> path : paths) {
                if (path.size() >= depth) {
                    List<String> prefix = path.subList(0, depth);
                    level.put(CategoryPath.text(key(prefix)), prefix);
                }
            }
            if (level.isEmpty()) {
                break;
            }
            resolveLevel(accountId, List.copyOf(level.values()), known);
        }
        return known;
    }

    private void resolveLevel(long accountId, List<List<String>> level, Map<List<String>, Long> known) {
        hold(accountId, level, known);
        List<List<String>> missing =
                level.stream().filter(path -> !known.containsKey(key(path))).toList();
        if (!missing.isEmpty()) {
            bind("catalog/add-missing-categories", accountId, missing, known).update();
            hold(accountId, missing, known);
        }
    }

    private void hold(long accountId, List<List<String>> level, Map<List<String>, Long> known) {
        bind("catalog/hold-categories", accountId, level, known).query(row -> {
            known.put(key(level.get(row.getInt("position") - 1)), row.getLong("id"));
        });
    }

    private StatementSpec bind(
            String statement, long accountId, List<List<String>> level, Map<List<String>, Long> known) {
        return sql.statement(statement)
                .param("accountId", accountId)
                .param(
                        "parents",
                        level.stream().map(path -> parent(path, known)).toArray(Long[]::new))
                .param("names", level.stream().map(CategoryPaths::last).toArray(String[]::new));
    }

    private static Long parent(List<String> path, Map<List<String>, Long> known) {
        return path.size() == 1 ? 0L : Objects.requireNonNull(known.get(key(path.subList(0, path.size() - 1))));
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }

    /** A path without letter case. */
    public static List<String> key(List<String> path) {
        return path.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
