package dev.caravan.store.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The export mappings of connections; attributes are stored by id, because their names may change. */
@Component
class ExportMappingTable {

    private static final TypeReference<LinkedHashMap<String, Targets>> TARGETS = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;

    ExportMappingTable(Sql sql) {
        this.sql = sql;
    }

    Page<ExportMappingRow> page(long accountId, long connectionId, Page.Request request) {
        List<ExportMappingRow> rows = sql.statement("store/list-export-mappings")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query((row, n) -> read(row))
                .list();
        long total = sql.statement("store/count-export-mappings")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .query(Long.class)
                .single();
        return Page.of(rows, total, request);
    }

    Optional<ExportMappingRow> find(long accountId, long id) {
        return sql.statement("store/find-export-mapping")
                .param("accountId", accountId)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<ExportMappingRow> active(long accountId, long connectionId) {
        return sql.statement("store/find-active-export-mapping")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .query((row, n) -> read(row))
                .optional();
    }

    private record Attribute(long id, String name) {}

    /** The names of the account's attributes. */
    SourceNames names(long accountId) {
        return new SourceNames(
                sql
                        .statement("store/list-attribute-names")
                        .param("accountId", accountId)
                        .query(Attribute.class)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Attribute::id, Attribute::name)));
    }

    /** Changes of one account's connections and mappings wait for each other. */
    void lockAccount(long accountId) {
        sql.statement("store/lock-account")
                .param("accountId", accountId)
                .query(Long.class)
                .optional();
    }

    long insert(long accountId, ExportMapping mapping, boolean active) {
        return bind(sql.statement("store/insert-export-mapping"), accountId, mapping, active)
                .param("connectionId", mapping.connectionId())
                .query(Long.class)
                .single();
    }

    void update(long accountId, ExportMapping mapping, boolean active) {
        bind(sql.statement("store/update-export-mapping"), accountId, mapping, active)
                .param("id", mapping.id())
                .update();
    }

    /**
     * A connection has one active mapping at most. It takes two statements, because the unique index is checked row
     * by row.
     */
    void deactivateAll(long accountId, long connectionId) {
        sql.statement("store/deactivate-export-mappings")
                .param("accountId", accountId)
                .param("connectionId", connectionId)
                .update();
    }

    void delete(long accountId, long id) {
        sql.statement("store/delete-export-mapping")
                .param("accountId", accountId)
                .param("id", id)
                .update();
    }

    private static StatementSpec bind(StatementSpec statement, long accountId, ExportMapping mapping, boolean active) {
        Map<String, Targets> targets = new LinkedHashMap<>();
        mapping.targets().forEach((source, fields) -> targets.put(source.token(), new Targets(fields)));
        try {
            return statement
                    .param("accountId", accountId)
                    .param(
                            "selected",
                            mapping.selected().stream().map(Source::token).toArray(String[]::new))
                    .param("targets", JSON.writeValueAsString(targets))
                    .param("multiplier", mapping.prices().multiplier())
                    .param("rounding", mapping.prices().rounding().code())
                    .param("active", active);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always written", e);
        }
    }

    private static ExportMappingRow read(ResultSet row) throws SQLException {
        Map<Source, List<String>> targets = new LinkedHashMap<>();
        try {
            JSON.readValue(row.getString("field_mappings"), TARGETS)
                    .forEach((token, mapped) -> targets.put(Source.parse(token), mapped.fields()));
        } catch (JsonProcessingException e) {
            throw new SQLException("field_mappings of an export mapping is no object of fields", e);
        }
        ExportMapping mapping = new ExportMapping(
                row.getLong("id"),
                row.getLong("connection_id"),
                Stream.of((String[]) row.getArray("selected_fields").getArray())
                        .map(Source::parse)
                        .toList(),
                targets,
                new PriceRules(
                        row.getBigDecimal("price_multiplier"),
                        PriceRules.Rounding.of(row.getString("price_rounding"))));
        return new ExportMappingRow(
                mapping,
                row.getBoolean("is_active"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
