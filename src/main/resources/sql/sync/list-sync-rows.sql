-- list-sync-rows.sql: one row per product. Its images are a part of it, so that pending or failed images are
-- shown.
SELECT s.id, s.connection_id, s.product_id, s.woo_product_id, s.last_exported_at, s.last_imported_at, s.last_modified_fields,
       CASE WHEN s.wanted > s.synced THEN 'pending'
            WHEN s.error_code IS NOT NULL THEN 'error'
            WHEN i.wanted > i.synced THEN 'pending'
            WHEN i.error_code IS NOT NULL THEN 'error'
            ELSE 'synced' END AS sync_status,
       coalesce(s.error_message, i.error_message) AS error_message, s.created_at, s.updated_at, s.auto_sync,
       CASE WHEN s.wanted > s.synced THEN s.attempts ELSE coalesce(i.attempts, s.attempts) END AS attempts,
       CASE WHEN s.wanted > s.synced THEN nullif(s.due_at, 'infinity') WHEN i.wanted > i.synced THEN i.due_at END AS due_at
FROM woocommerce_product_sync s
LEFT JOIN woocommerce_product_sync i ON i.main_id = s.id
WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.lane = 'main'
  AND (:productIds::bigint[] IS NULL OR s.product_id = ANY (:productIds::bigint[]))
ORDER BY s.product_id
LIMIT :limit OFFSET :offset
