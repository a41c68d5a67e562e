-- list-timeline-attempts.sql: what was sent for a product or to a store and what became of it, newest first, by the order of an index.
SELECT id, created_at AS at, connection_id, product_id, sku, operation, fields, outcome, http_status, millis, error_code, error_message, attempt
FROM sync_log
WHERE account_id = :accountId
  AND (:only::bigint[] IS NULL OR connection_id = ANY (:only::bigint[]))
  AND (:productId::bigint IS NULL OR product_id = :productId)
  AND (:connectionId::bigint IS NULL OR connection_id = :connectionId)
  AND id < :beforeId
ORDER BY id DESC
LIMIT :limit
