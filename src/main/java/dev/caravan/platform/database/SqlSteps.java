package dev.caravan.platform.database;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.sql.DefaultRowMapperFactory;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.component.sql.SqlPrepareStatementStrategy;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.SingleColumnRowMapper;

/**
 * The component behind {@code sql:} in routes. Its statements go through the program's own template, so that the health indicator of
 * the database sees their failures, and a failure has the same type in a route as in a bean.
 */
public final class SqlSteps extends SqlComponent {

    private final JdbcTemplate jdbc;
    private final SqlPrepareStatementStrategy prepared = new PreparedOnce();

    /** Makes {@code sql:} known to a context that has not started. */
    public static void addTo(CamelContext camel, JdbcTemplate jdbc) {
        camel.addComponent("sql", new SqlSteps(jdbc));
    }

    private SqlSteps(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        setDataSource(jdbc.getDataSource());
        setServiceLocationEnabled(false);
        setRowMapperFactory(new Rows());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SqlEndpoint endpoint = (SqlEndpoint) super.createEndpoint(uri, remaining, parameters);
        endpoint.setJdbcTemplate(jdbc);
        endpoint.setPrepareStatementStrategy(prepared);
        return endpoint;
    }

    /** An {@code outputClass} may also be a record, or the type of a single column, such as {@code java.lang.Long}. */
    private static final class Rows extends DefaultRowMapperFactory {

        @Override
        public RowMapper<?> newBeanRowMapper(Class<?> type) {
            if (BeanUtils.isSimpleValueType(type)) {
                return new SingleColumnRowMapper<>(type);
            }
            return type.isRecord()
                    ? UnderscoredColumns.withNames(new SimplePropertyRowMapper<>(type))
                    : super.newBeanRowMapper(type);
        }
    }
}
