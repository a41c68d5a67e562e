package dev.caravan.catalog.asset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.catalog.event.ChangeSignal;
import dev.caravan.catalog.value.Names;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.platform.api.Upload;
import dev.caravan.platform.audit.AuditLog;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Images and files of products. */
@Service
public class Assets {

    private static final int TOKEN_BYTES = 16;

    /** A file that may be downloaded. @param fileName null for a file that is stored elsewhere, at {@code sourceUrl} */
    record Download(
            @Nullable String fileName,
            String name,
            String mimeType,
            @Nullable String sha256,
            @Nullable String sourceUrl) {}

    private final Sql sql;
    private final AssetFiles files;
    private final AssetUrls urls;
    private final ChangeSignal signal;
    private final AssetQuota quota;
    private final LinkedTypes types;
    private final JsonBody json;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();
    private final AuditLog audit;

    Assets(
            Sql sql,
            AssetFiles files,
            AssetUrls urls,
            ChangeSignal signal,
            AssetQuota quota,
            LinkedTypes types,
            JsonBody json,
            AuditLog audit,
            PlatformTransactionManager transactions) {
        this.audit = audit;
        this.sql = sql;
        this.files = files;
        this.urls = urls;
        this.signal = signal;
        this.quota = quota;
        this.types = types;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Creates an asset of an uploaded file. @throws ApiException 413 or 415 if settings or quota do not allow it */
    public Asset keep(long accountId, Upload upload) {
        String name = upload.fileName().replace("\0", "");
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String shown = last.isBlank() ? "file" : Names.check("file", last);
        quota.check(used(accountId) + upload.file().length()); // before the file takes its place on the disk
        String token = token();
        AssetFiles.Kept kept = files.keep(upload.file(), token);
        try {
            return insert(accountId, token, new AssetBody(null, shown, null, kept.mimeType()), kept);
        } catch (RuntimeException e) {
            files.delete(token);
            throw e;
        }
    }

    /**
     * Creates an asset that is stored elsewhere; its first bytes are read if its address does not show its type.
     * @throws ApiException 400
     */
    public Asset link(long accountId, AssetBody body) {
        AssetBody checked = body.checked();
        String type = checked.mimeType() == null ? types.look(String.valueOf(checked.url())) : checked.mimeType();
        AssetBody complete = new AssetBody(checked.url(), checked.name(), checked.altText(), type);
        return insert(accountId, token(), complete, null);
    }

    /** Changes name, alternative text or type; products that show the asset get an event. @throws ApiException 404 */
    public Asset change(long accountId, long id, ObjectNode patch) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock(accountId, id);
            Asset asset = read(accountId, id, Page.Request.of(1, 1)).get(0);
            AssetPatch before = AssetPatch.of(asset);
            AssetPatch after = json.patch(before, patch, AssetPatch.class).checked();
            if (asset.sha256() != null && !Objects.equals(before.mimeType(), after.mimeType())) {
                throw ApiException.invalid("mimeType", "of an uploaded file is its content's, and cannot be changed");
            }
            if (after.equals(before)) {
                return asset;
            }
            sql.statement("catalog/update-asset")
                    .param("accountId", accountId)
                    .param("id", id)
                    .param("name", after.name())
                    .param("altText", after.altText())
                    .param("mimeType", after.mimeType())
                    .update();
            addEvents(sql.statement("catalog/add-events-of-asset"), accountId, id);
            return read(accountId, id, Page.Request.of(1, 1)).get(0);
        }));
    }

    private Asset insert(long accountId, String token, AssetBody body, AssetFiles.@Nullable Kept kept) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("accountId", accountId);
        values.put("token", token);
        values.put("name", body.name());
        values.put("altText", body.altText());
        values.put("mimeType", body.mimeType());
        values.put("url", body.url());
        values.put("fileName", kept == null ? null : kept.fileName());
        values.put("size", kept == null ? null : kept.sizeBytes());
        values.put("sha256", kept == null ? null : kept.sha256());
        Long id = transaction.execute(status -> {
            Long made = sql.statement("catalog/insert-asset")
                    .params(values)
                    .query(Long.class)
                    .single();
            if (kept != null) {
                quota.check(used(accountId)); // with the new one, while other uploads of the account wait
            }
            audit.target("assets/" + made);
            return made;
        });
        return read(accountId, id, Page.Request.of(1, 1)).get(0);
    }

    private long used(long accountId) {
        return sql.statement("catalog/find-asset-usage")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
    }

    public Page<Asset> list(long accountId, Page.Request request) {
        long total = sql.statement("catalog/count-assets")
                .param("accountId", accountId)
                .query(Long.class)
                .single();
        return Page.of(read(accountId, null, request), total, request);
    }

    /** Deletes an asset and its file; the products that show it get an event. @throws ApiException 404 */
    @Transactional
    public void delete(long accountId, long id) {
        String file = lock(accountId, id);
        addEvents(sql.statement("catalog/remove-asset-from-products"), accountId, id);
        sql.statement("catalog/delete-asset").param("id", id).update();
        if (!file.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    files.delete(file);
                }
            });
        }
    }

    /** Locks an asset. @return the name of its file, empty if it has none */
    private String lock(long accountId, long id) {
        return sql.statement("catalog/lock-asset")
                .param("accountId", accountId)
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(() -> ApiException.notFound("Asset", id));
    }

    private void addEvents(StatementSpec statement, long accountId, long id) {
        if (statement.param("accountId", accountId).param("id", id).update() > 0) {
            signal.afterCommit();
        }
    }

    /** The file with an id and its token, of any account: a caller that knows the token may read it. */
    public Optional<Download> find(long id, String token) {
        return sql.statement("catalog/find-asset-file")
                .param("id", id)
                .param("token", token.replace("\0", ""))
                .query(Download.class)
                .optional();
    }

    /** Makes the address of a file unguessable. */
    public String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private List<Asset> read(long accountId, @Nullable Long id, Page.Request request) {
        return sql.statement("catalog/list-assets")
                .param("accountId", accountId)
                .param("id", id)
                .param("limit", request.limit())
                .param("offset", request.offset())
                .query((row, number) -> new Asset(
                        row.getLong("id"),
                        urls.url(new AssetUrls.Linked(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getString("alt_text"),
                                row.getString("mime_type"),
                                row.getString("token"),
                                row.getString("source_url"),
                                row.getString("sha256"))),
                        row.getString("name"),
                        row.getString("alt_text"),
                        row.getString("mime_type"),
                        row.getObject("size_bytes", Long.class),
                        row.getString("sha256"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }
}
