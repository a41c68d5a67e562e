-- list-timeline-dead-letters.sql: dead letters of a product or a store that were closed, newest first, by the order of an index.
SELECT id, closed_at AS at, connection_id, product_id, sku, state, closed_by, code, message
FROM dead_letter
WHERE account_id = :accountId AND closed_at IS NOT NULL
  AND (:only::bigint[] IS NULL OR connection_id = ANY (:only::bigint[]))
  AND (:productId::bigint IS NULL OR product_id = :productId)
  AND (:connectionId::bigint IS NULL OR connection_id = :connectionId)
  AND (closed_at, id) < (:beforeTime::timestamptz, :beforeId)
ORDER BY closed_at DESC, id DESC
LIMIT :limit
