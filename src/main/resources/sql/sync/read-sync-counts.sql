-- read-sync-counts.sql: the figures of stores from the kept sums, and the oldest pending change of each by one look-up.
SELECT c.id AS connection_id,
       coalesce(kept.linked, 0) AS linked, coalesce(kept.pending, 0) AS pending, coalesce(kept.error, 0) AS error,
       coalesce(kept.off, 0) AS off, coalesce(kept.images_pending, 0) AS images_pending, coalesce(kept.images_error, 0) AS images_error,
       oldest.behind_since AS oldest_pending_at
FROM connection c
LEFT JOIN (
    SELECT connection_id, sum(linked)::bigint AS linked, sum(pending)::bigint AS pending, sum(error)::bigint AS error,
           sum(off)::bigint AS off, sum(images_pending)::bigint AS images_pending, sum(images_error)::bigint AS images_error
    FROM sync_count
    GROUP BY connection_id) AS kept ON kept.connection_id = c.id
LEFT JOIN LATERAL (
    SELECT s.behind_since
    FROM woocommerce_product_sync s
    WHERE s.connection_id = c.id AND s.wanted > s.synced AND s.held_due_at IS NULL
    ORDER BY s.behind_since
    LIMIT 1) AS oldest ON true
WHERE c.account_id = :accountId
  AND (:only::bigint[] IS NULL OR c.id = ANY (:only::bigint[]))
  AND (:connectionId::bigint IS NULL OR c.id = :connectionId)
ORDER BY c.id
LIMIT :limit OFFSET :offset
