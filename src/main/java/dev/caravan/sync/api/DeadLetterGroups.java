package dev.caravan.sync.api;

import dev.caravan.platform.Caller;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open dead letters by store and cause. */
@Component
class DeadLetterGroups {

    private final Sql sql;

    DeadLetterGroups(Sql sql) {
        this.sql = sql;
    }

    /** Letters of one store with one code. @param oldestAt of the letters @param example the newest of them */
    record Group(
            long connectionId,
            String storeName,
            String code,
            long count,
            Instant oldestAt,
            Instant newestAt,
            Example example) {}

    record Example(long id, long productId, @Nullable String sku, String message) {}

    /**
     * A page of groups with the counts over all pages.
     *
     * @param groups all groups that match @param letters all letters that match
     * @param unlinked letters among them whose product is no longer linked to the store; always 0 except for a dry
     * run
     */
    record Counted(List<Group> page, long groups, long letters, long unlinked) {}

    private record Row(@Nullable Group group, long groups, long letters, long unlinked) {}

    Counted count(Caller caller, DeadLetterFilter filter, Page.Request request) {
        List<Row> rows = filter.bind(sql.statement("sync/list-dead-letter-groups"))
                .param("accountId", caller.accountId())
                .param("only", caller.onlyConnections())
                .param("countUnlinked", filter.onlyCounts())
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query((row, n) -> new Row(
                        group(row), row.getLong("total"), row.getLong("total_letters"), row.getLong("total_unlinked")))
                .list();
        Row totals = rows.get(0); // there is always one
        List<Group> groups =
                rows.stream().map(Row::group).filter(Objects::nonNull).toList();
        return new Counted(groups, totals.groups(), totals.letters(), totals.unlinked());
    }

    private static @Nullable Group group(ResultSet row) throws SQLException {
        if (row.getObject("connection_id") == null) {
            return null;
        }
        return new Group(
                row.getLong("connection_id"),
                row.getString("store_name"),
                row.getString("code"),
                row.getLong("letters"),
                row.getTimestamp("oldest").toInstant(),
                row.getTimestamp("newest").toInstant(),
                new Example(
                        row.getLong("example"),
                        row.getLong("product_id"),
                        row.getString("sku"),
                        row.getString("message")));
    }
}
