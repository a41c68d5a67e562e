package dev.caravan.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tables in a statement of which it may see or change rows of another account. A table is safe if it is compared with
 * the account of the caller, or if a column of it is compared with one of a safe table or of a named query (WITH), which is
 * judged by itself. A statement that never speaks of the account is not safe at all. A comparison with a parameter alone makes nothing safe: the caller chooses the id.
 */
final class AccountFilters {

    private static final Pattern NOT_CODE = Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'", Pattern.DOTALL);
    private static final Pattern NAMED_QUERY = Pattern.compile(
            "(?:\\bWITH(?:\\s+RECURSIVE)?|,|\\))\\s+([a-z_]+)(?:\\s*\\([^()]*\\))?\\s+AS\\s+(?:MATERIALIZED\\s+)?\\(");
    private static final Pattern REFERENCE = Pattern.compile(
            "\\b(FROM|JOIN|UPDATE|USING|,)\\s+(?:ONLY\\s+)?([a-z_]+)\\b(?!\\s*\\()"
                    + "(?:\\s+(?:AS\\s+)?(?!WHERE\\b|SET\\b|ON\\b|USING\\b|ORDER\\b|JOIN\\b|LEFT\\b|CROSS\\b|GROUP\\b|FOR\\b|LIMIT\\b|RETURNING\\b|UNION\\b)([a-z_]+)\\b)?");
    private static final Pattern FILTER =
            Pattern.compile("(?<![.\\w])(?:([a-z_]+)\\.)?account_id\\s*=\\s*:account(?:Id)?\\b");
    private static final Pattern SAME =
            Pattern.compile("\\b([a-z_]+)\\.[a-z_]+\\s*(?:=|<@|@>|&&)\\s*(?:ANY\\s*\\(\\s*)?([a-z_]+)\\.[a-z_]+");

    private final Set<String> tables;

    /** @param tables those with an account's rows */
    AccountFilters(Set<String> tables) {
        this.tables = tables;
    }

    /** The names in a statement that are not safe; none if it touches no rows of an account. */
    Set<String> unsafe(String sql) {
        String code = NOT_CODE.matcher(sql).replaceAll(" ");
        Set<String> queries = new HashSet<>();
        NAMED_QUERY.matcher(code).results().forEach(match -> queries.add(match.group(1)));

        Map<String, String> tableOfName = new HashMap<>();
        Set<String> safe = new HashSet<>();
        Matcher reference = REFERENCE.matcher(code);
        while (reference.find()) {
            String name = reference.group(3) == null ? reference.group(2) : reference.group(3);
            if (queries.contains(reference.group(2))) {
                safe.add(name);
            } else if (tables.contains(reference.group(2))) {
                tableOfName.put(name, reference.group(2));
            }
        }
        FILTER.matcher(code).results().forEach(match -> {
            if (match.group(1) != null) {
                safe.add(match.group(1));
            } else {
                safe.addAll(withoutAlias(tableOfName, code.substring(0, match.start())));
            }
        });
        Set<String> unsafe = new TreeSet<>(tableOfName.keySet());
        if (!FILTER.matcher(code).find()) {
            return unsafe;
        }
        spread(safe, code);
        unsafe.removeAll(safe);
        return unsafe;
    }

    /** A column without a name before it is of the table that was named last. */
    private static List<String> withoutAlias(Map<String, String> tableOfName, String before) {
        List<String> last = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(before);
        while (reference.find()) {
            String name = reference.group(3) == null ? reference.group(2) : reference.group(3);
            if (tableOfName.containsKey(name)) {
                last = new ArrayList<>(List.of(name));
            }
        }
        return last;
    }

    private static void spread(Set<String> safe, String code) {
        Map<String, Set<String>> same = new HashMap<>();
        SAME.matcher(code).results().forEach(match -> {
            same.computeIfAbsent(match.group(1), name -> new HashSet<>()).add(match.group(2));
            same.computeIfAbsent(match.group(2), name -> new HashSet<>()).add(match.group(1));
        });
        Deque<String> open = new ArrayDeque<>(safe);
        while (!open.isEmpty()) {
            for (String next : same.getOrDefault(open.pop(), Set.of())) {
                if (safe.add(next)) {
                    open.push(next);
                }
            }
        }
    }
}
