package dev.caravan.sync.claim;

import dev.caravan.platform.ResultColumns;
import dev.caravan.sync.batch.ClaimedRow;
import dev.caravan.sync.batch.Intent;
import dev.caravan.sync.batch.Lane;
import dev.caravan.sync.batch.Recoveries;
import dev.caravan.woocommerce.FieldHashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.camel.component.sql.DefaultRowMapperFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Rows of the sync table as a delivery knows them; named by the steps {@code sql:} that read such rows. */
@Component
public final class ClaimedRows extends DefaultRowMapperFactory {

    @Override
    public RowMapper<ClaimedRow> newColumnRowMapper() {
        return (row, n) -> read(row);
    }

    public static ClaimedRow read(ResultSet row) throws SQLException {
        List<String> sent = ResultColumns.texts(row, "sent_skus");
        return new ClaimedRow(
                row.getLong("id"),
                row.getLong("product_id"),
                row.getString("sku"),
                (Long) row.getObject("woo_product_id"),
                Intent.of(row.getString("intent")),
                row.getLong("wanted"),
                row.getInt("attempts"),
                (Integer) row.getObject("batch_limit"),
                ResultColumns.instant(row, "failed_at"),
                row.getBoolean("look_first") || !sent.isEmpty(),
                FieldHashes.parse(row.getString("field_hashes")),
                row.getString("error_code"),
                (Long) row.getObject("parent_product_id"),
                (Long) row.getObject("woo_parent_id"),
                row.getBoolean("parent_in_error"),
                (Long) row.getObject("parent_synced"),
                Lane.of(row.getString("lane")),
                Set.of(ResultColumns.texts(row, "only_fields").toArray(String[]::new)),
                new Recoveries(
                        row.getInt("recoveries"), row.getInt("call_recoveries"), row.getBoolean("dead_lettered")),
                ResultColumns.instant(row, "create_asked_at"),
                sent,
                Set.of(ResultColumns.texts(row, "gives_up").toArray(String[]::new)),
                row.getString("trace"));
    }
}
