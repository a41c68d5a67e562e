package dev.caravan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlPrepareStatementStrategy;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedOnceTest {

    private final SqlPrepareStatementStrategy strategy = new PreparedOnce();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private static List<Object> values(SqlPrepareStatementStrategy strategy, String query, Exchange exchange)
            throws SQLException {
        String prepared = strategy.prepareQuery(query, true, exchange);
        List<Object> values = new ArrayList<>();
        strategy.createPopulateIterator(
                        query, prepared, 0, exchange, exchange.getMessage().getBody())
                .forEachRemaining(value -> values.add(value instanceof Iterator<?> list ? toList(list) : value));
        return values;
    }

    private static List<Object> toList(Iterator<?> values) {
        List<Object> list = new ArrayList<>();
        values.forEachRemaining(list::add);
        return list;
    }

    /** {@code :?} is what the component makes of {@code :#} in a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT :?id",
                "SELECT :?id, a::bigint[], :?id, ':' FROM t WHERE b = ANY (:?ids::bigint[]) AND c = :?id_2",
                "SELECT :?id\nWHERE d < :?time - interval '1 day' AND e = :?none",
                "SELECT 1",
                "SELECT :?id WHERE a IN (:?in:ids)",
                "SELECT :?${body[id]}, :?id",
                "SELECT :?$simple{body[id]}",
            })
    void answersAsTheComponentDoes(String query) throws Exception {
        Map<String, Object> body = new HashMap<>(Map.of("id", 7L, "ids", List.of(1, 2), "id_2", "two"));
        body.put("none", null);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader("time", "a header");
        exchange.setVariable("time", "a variable");
        SqlPrepareStatementStrategy usual = new DefaultSqlPrepareStatementStrategy();

        for (int run = 0; run < 2; run++) { // found, and known
            assertThat(strategy.prepareQuery(query, true, exchange))
                    .isEqualTo(usual.prepareQuery(query, true, exchange));
            assertThat(values(strategy, query, exchange)).isEqualTo(values(usual, query, exchange));
        }
    }

    @Test
    void eachExecutionHasItsOwnValues() throws Exception {
        String query = "SELECT :?id, :?name";

        for (long id : new long[] {1, 2}) {
            exchange.setVariable("id", id);
            exchange.setVariable("name", "n" + id);
            assertThat(values(strategy, query, exchange)).isEqualTo(Arrays.asList(id, "n" + id));
        }
    }

    @Test
    void aParameterWithoutAValueIsTold() {
        exchange.setVariable("id", 1);

        assertThatThrownBy(() -> values(strategy, "SELECT :?id, :?node", exchange))
                .hasMessageContaining(":#node");
    }

    @Test
    void marksAreLeftAloneWithoutNames() throws Exception {
        assertThat(strategy.prepareQuery("SELECT :?id", false, exchange)).isEqualTo("SELECT :?id");
    }
}
