package dev.caravan.store.connection;

import dev.caravan.store.Access;
import dev.caravan.store.Hold;
import dev.caravan.store.HoldReason;
import dev.caravan.store.Notice;
import dev.caravan.store.OnDelete;
import dev.caravan.store.OnMissing;
import dev.caravan.store.Store;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads rows of the table connection; leaves the sealed columns alone. */
final class ConnectionRows implements RowMapper<Connection> {

    @Override
    public Connection mapRow(ResultSet row, int number) throws SQLException {
        return new Connection(
                new Store(
                        row.getLong("id"),
                        row.getLong("account_id"),
                        row.getString("store_name"),
                        URI.create(row.getString("store_url")),
                        row.getBoolean("auto_sync"),
                        row.getBoolean("auto_export"),
                        OnDelete.of(row.getString("on_delete")),
                        OnMissing.of(row.getString("on_missing")),
                        row.getInt("batch_size"),
                        row.getInt("concurrency"),
                        row.getObject("requests_per_minute", Integer.class),
                        hold(row),
                        row.getInt("consecutive_failures"),
                        instant(row, "last_success_at"),
                        row.getBoolean("link_existing"),
                        Math.min(row.getInt("batch_size"), row.getInt("current_batch_size")),
                        access(row),
                        notice(row)),
                row.getBoolean("is_default"),
                Objects.requireNonNull(instant(row, "created_at")),
                Objects.requireNonNull(instant(row, "updated_at")));
    }

    private static @Nullable Hold hold(ResultSet row) throws SQLException {
        String reason = row.getString("hold_reason");
        if (reason == null) {
            return null;
        }
        String detail = row.getString("hold_detail");
        Instant since = instant(row, "hold_since");
        return new Hold(
                HoldReason.of(reason),
                detail == null ? "" : detail,
                instant(row, "hold_until"),
                since == null ? Instant.EPOCH : since,
                row.getString("hold_remedy"));
    }

    private static Access access(ResultSet row) throws SQLException {
        String found = row.getString("authentication_found");
        return new Access(
                Authentication.of(row.getString("authentication")), found == null ? null : Authentication.of(found));
    }

    private static @Nullable Notice notice(ResultSet row) throws SQLException {
        String text = row.getString("notice");
        Instant at = instant(row, "notice_at");
        return text == null || at == null ? null : new Notice(text, at);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
