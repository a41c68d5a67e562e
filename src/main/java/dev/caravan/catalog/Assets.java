package dev.caravan.catalog;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Page;
import dev.caravan.platform.Sql;
import dev.caravan.platform.Upload;
import dev.caravan.platform.audit.AuditLog;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Images and files of products. */
@Service
class Assets {

    private static final int TOKEN_BYTES = 16;

    /** A file that may be downloaded. */
    record Download(String fileName, String name, String mimeType, String sha256) {}

    private final Sql sql;
    private final AssetFiles files;
    private final AssetUrls urls;
    private final ChangeSignal signal;
    private final AssetQuota quota;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();
    private final AuditLog audit;

    Assets(
            Sql sql,
            AssetFiles files,
            AssetUrls urls,
            ChangeSignal signal,
            AssetQuota quota,
            AuditLog audit,
            PlatformTransactionManager transactions) {
        this.audit = audit;
        this.sql = sql;
        this.files = files;
        this.urls = urls;
        this.signal = signal;
        this.quota = quota;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** An asset out of an uploaded file. @throws ApiException 413 or 415 if settings or quota do not allow it */
    public Asset keep(long accountId, Upload upload) {
        String name = upload.fileName().replace("\0", "");
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String shown = last.isBlank() ? "file" : Names.check("file", last);
        quota.check(used(accountId) + upload.file().length()); // before the file takes its place on the disk
        String token = token();
        AssetFiles.Kept kept = files.keep(upload.file(), token);
        try {
            return insert(accountId, token, shown, kept.mimeType(), null, kept);
        } catch (RuntimeException e) {
            files.delete(token);
            throw e;
        }
    }

    /** An asset that lives elsewhere. */
    public Asset link(long accountId, AssetBody body) {
        AssetBody checked = body.checked();
        return insert(accountId, token(), checked.name(), checked.mimeType(), checked.url(), null);
    }

    private Asset insert(
            long accountId,
            String token,
            @Nullable String name,
            @Nullable String mimeType,
            @Nullable String url,
            AssetFiles.@Nullable Kept kept) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("accountId", accountId);
        values.put("token", token);
        values.put("name", name);
        values.put("mimeType", mimeType);
        values.put("url", url);
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

    /** Deletes an asset and its file; the products that show it are told. @throws ApiException 404 */
    @Transactional
    public void delete(long accountId, long id) {
        List<String> found = sql.statement("catalog/lock-asset")
                .param("accountId", accountId)
                .param("id", id)
                .query(String.class)
                .list();
        if (found.isEmpty()) {
            throw ApiException.notFound("Asset", id);
        }
        int told = sql.statement("catalog/remove-asset-from-products")
                .param("accountId", accountId)
                .param("id", id)
                .update();
        if (told > 0) {
            signal.afterCommit();
        }
        sql.statement("catalog/delete-asset").param("id", id).update();
        String file = found.get(0);
        if (!file.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    files.delete(file);
                }
            });
        }
    }

    /** The uploaded file with an id and its token, of whatever account: who knows the token may read it. */
    public Optional<Download> find(long id, String token) {
        return sql.statement("catalog/find-asset-file")
                .param("id", id)
                .param("token", token.replace("\0", ""))
                .query(Download.class)
                .optional();
    }

    private String token() {
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
                                row.getString("mime_type"),
                                row.getString("token"),
                                row.getString("source_url"),
                                row.getString("sha256"))),
                        row.getString("name"),
                        row.getString("mime_type"),
                        row.getObject("size_bytes", Long.class),
                        row.getString("sha256"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }
}
