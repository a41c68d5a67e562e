-- list-assets.sql: one page, newest first, or the one with an id.
SELECT id, name, alt_text, mime_type, source_url, token, size_bytes, sha256, created_at
FROM asset
WHERE account_id = :accountId AND (:id::bigint IS NULL OR id = :id)
ORDER BY id DESC
LIMIT :limit OFFSET :offset
