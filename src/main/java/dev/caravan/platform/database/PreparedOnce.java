package dev.caravan.platform.database;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the names of parameters in a statement once, and not at each execution: a claim has 26 in six kilobytes. A name is looked for in
 * the body if it is a map, then in the headers, then in the variables, as {@code camel-sql} does.
 */
final class PreparedOnce extends DefaultSqlPrepareStatementStrategy {

    /** As {@code camel-sql} reads {@code :#name}. */
    private static final Pattern NAME = Pattern.compile(":\\?(\\w+)");

    /** Lists ({@code :#in:ids}) and expressions ({@code :#${body.id}}), which depend on the exchange. */
    private static final Pattern EACH_TIME = Pattern.compile(":\\?(in:|\\$)");

    /** @param sql with question marks; null: it is made each time @param names of their values, in order */
    private record Prepared(@Nullable String sql, List<String> names) {

        static Prepared of(String query) {
            if (EACH_TIME.matcher(query).find()) {
                return new Prepared(null, List.of());
            }
            Matcher names = NAME.matcher(query);
            return new Prepared(
                    names.replaceAll("?"),
                    names.reset().results().map(name -> name.group(1)).toList());
        }
    }

    /** By their texts, which are the files of routes: there are as many as routes name. */
    private final Map<String, Prepared> known = new ConcurrentHashMap<>();

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters, Exchange exchange) throws SQLException {
        String sql = allowNamedParameters
                ? known.computeIfAbsent(query, Prepared::of).sql()
                : null;
        return sql != null ? sql : super.prepareQuery(query, allowNamedParameters, exchange);
    }

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object value)
            throws SQLException {
        Prepared prepared = known.get(query);
        if (prepared == null || prepared.names().isEmpty()) {
            return super.createPopulateIterator(query, preparedQuery, expectedParams, exchange, value);
        }
        Map<?, ?> body = value instanceof Map<?, ?> map ? map : Map.of();
        return prepared.names().stream()
                .map(name -> value(name, body, exchange))
                .iterator();
    }

    private static Object value(String name, Map<?, ?> body, Exchange exchange) {
        for (Map<?, ?> values : List.of(body, exchange.getMessage().getHeaders(), exchange.getVariables())) {
            if (values.containsKey(name)) {
                return values.get(name);
            }
        }
        throw new IllegalArgumentException("No value for :#" + name + " in the body, the headers or the variables");
    }
}
