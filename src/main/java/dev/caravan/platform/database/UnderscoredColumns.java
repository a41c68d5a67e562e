package dev.caravan.platform.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Maps rows to records as Spring does, and knows which columns there are. Spring 6.2 asks the driver for a column {@code storeName}
 * before it asks for {@code store_name}, and for a value as an {@code Instant} before it takes what the driver has: an exception each,
 * for each row, which costs more than the query (spring-framework#37297, mended in later versions). What Spring logs of statements
 * (DEBUG) has the name of this class.
 */
final class UnderscoredColumns extends JdbcTemplate {

    UnderscoredColumns(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public <T> List<T> query(PreparedStatementCreator statement, RowMapper<T> rows) {
        return super.query(statement, withNames(rows));
    }

    @Override
    public <T> Stream<T> queryForStream(PreparedStatementCreator statement, RowMapper<T> rows) {
        return super.queryForStream(statement, withNames(rows));
    }

    @Override
    public <T> List<T> query(String statement, RowMapper<T> rows, @Nullable Object @Nullable ... parameters) {
        return super.query(statement, withNames(rows), parameters);
    }

    @Override
    public <T> Stream<T> queryForStream(
            String statement, RowMapper<T> rows, @Nullable Object @Nullable ... parameters) {
        return super.queryForStream(statement, withNames(rows), parameters);
    }

    /** @param rows Spring's, to be used for one result */
    static <T> RowMapper<T> withNames(RowMapper<T> rows) {
        return rows instanceof SimplePropertyRowMapper ? new WithNames<>(rows) : rows;
    }

    /** For the rows of one result. */
    private static final class WithNames<T> implements RowMapper<T> {

        private final RowMapper<T> rows;
        private @Nullable ResultSet result;

        WithNames(RowMapper<T> rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable T mapRow(ResultSet row, int number) throws SQLException {
            ResultSet known = result;
            if (known == null) {
                known = known(row);
                result = known;
            }
            return rows.mapRow(known, number);
        }
    }

    /** The same result, asked for no column and no type that it does not have. */
    private static ResultSet known(ResultSet rows) throws SQLException {
        Map<String, Integer> columns = columns(rows.getMetaData());
        return (ResultSet) Proxy.newProxyInstance(
                UnderscoredColumns.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (proxy, method, arguments) -> answer(rows, columns, method, arguments));
    }

    private static Map<String, Integer> columns(ResultSetMetaData described) throws SQLException {
        Map<String, Integer> columns = new HashMap<>();
        for (int n = 1; n <= described.getColumnCount(); n++) {
            columns.putIfAbsent(described.getColumnLabel(n), n);
        }
        return columns;
    }

    private static @Nullable Object answer(
            ResultSet rows, Map<String, Integer> columns, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && method.getName().equals("findColumn")) {
            Integer column = columns.get(JdbcUtils.convertPropertyNameToUnderscoreName((String) arguments[0]));
            if (column != null) {
                return column;
            }
        }
        if (arguments != null && arguments.length == 2 && arguments[1] == Instant.class) {
            return JdbcUtils.getResultSetValue(rows, (Integer) arguments[0]);
        }
        try {
            return method.invoke(rows, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
