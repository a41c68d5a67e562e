-- list-dead-letters.sql: one page, newest first; all of an account's, or those that match.
SELECT id, connection_id, product_id, lane, sku, code, message, operation, http_status, sent::text AS sent, answered, attempts,
       batch_id, state, created_at, closed_at, closed_by, note, noted_by, noted_at, count(*) OVER () AS total
FROM dead_letter
WHERE account_id = :accountId
  AND (:id::bigint IS NULL OR id = :id)
  AND (:connectionId::bigint IS NULL OR connection_id = :connectionId)
  AND (:only::bigint[] IS NULL OR connection_id = ANY (:only::bigint[]))
  AND (:productId::bigint IS NULL OR product_id = :productId)
  AND (:code::text IS NULL OR code = :code)
  AND (:lane::text IS NULL OR lane = :lane)
  AND (:state::text IS NULL OR state = :state)
ORDER BY id DESC
LIMIT :limit OFFSET :offset
