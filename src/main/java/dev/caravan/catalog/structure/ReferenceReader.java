package dev.caravan.catalog.structure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.catalog.AttributeType;
import dev.caravan.catalog.ProductType;
import dev.caravan.catalog.structure.References.FamilyRule;
import dev.caravan.catalog.structure.References.Needs;
import dev.caravan.platform.ResultColumns;
import dev.caravan.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads and locks the rows that changed products refer to, so that they cannot be deleted until the transaction has
 * ended.
 */
@Component
public class ReferenceReader {

    private final Sql sql;
    private final ObjectMapper mapper;

    ReferenceReader(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    public References read(long accountId, Needs needs) {
        return new References(
                attributes(accountId, needs),
                families(accountId, needs.families()),
                ids("catalog/hold-assets", accountId, needs.assets()),
                parents(accountId, needs.parents()),
                ids("catalog/find-products-with-variants", accountId, needs.variables()));
    }

    private Map<Long, AttributeRule> attributes(long accountId, Needs needs) {
        if (needs.attributes().isEmpty()
                && needs.attributeNames().isEmpty()
                && needs.families().isEmpty()) {
            return Map.of();
        }
        return References.byId(sql.statement("catalog/hold-attributes")
                .param("accountId", accountId)
                .param("ids", needs.attributes().toArray(Long[]::new))
                .param("names", needs.attributeNames().toArray(String[]::new))
                .param("families", needs.families().toArray(Long[]::new))
                .query((row, number) -> attribute(row))
                .list());
    }

    /** An attribute from a row with the columns id, name, type and options. */
    static AttributeRule attribute(ResultSet row) throws SQLException {
        return new AttributeRule(
                row.getLong("id"),
                row.getString("name"),
                AttributeType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                ResultColumns.texts(row, "options"));
    }

    private Map<Long, List<FamilyRule>> families(long accountId, Set<Long> ids) {
        Map<Long, List<FamilyRule>> found = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.statement("catalog/hold-families")
                    .param("accountId", accountId)
                    .param("ids", ids.toArray(Long[]::new))
                    .query(row -> {
                        List<FamilyRule> rules = found.computeIfAbsent(row.getLong("id"), id -> new ArrayList<>());
                        Long attributeId = row.getObject("attribute_id", Long.class);
                        if (attributeId != null) {
                            rules.add(new FamilyRule(
                                    attributeId, row.getBoolean("is_required"), json(row.getString("default_value"))));
                        }
                    });
        }
        return found;
    }

    private Set<Long> ids(String statement, long accountId, Set<Long> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.statement(statement)
                        .param("accountId", accountId)
                        .param("ids", ids.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    private Map<Long, ProductType> parents(long accountId, Set<Long> ids) {
        Map<Long, ProductType> found = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.statement("catalog/hold-parents")
                    .param("accountId", accountId)
                    .param("ids", ids.toArray(Long[]::new))
                    .query(row -> {
                        found.put(
                                row.getLong("id"),
                                ProductType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)));
                    });
        }
        return found;
    }

    private @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds valid JSON only", e);
        }
    }
}
