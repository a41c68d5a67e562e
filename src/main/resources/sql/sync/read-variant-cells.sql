-- read-variant-cells.sql: as read-matrix-cells.sql, of products without what belongs to their variants.
SELECT m.product_id, m.connection_id, m.woo_product_id, m.auto_sync, m.missed, m.last_exported_at, m.attempts,
       least(CASE WHEN m.wanted > m.synced THEN m.behind_since END, CASE WHEN i.wanted > i.synced THEN i.behind_since END) AS pending_since,
       m.wanted <= m.synced AND m.error_code IS NOT NULL OR coalesce(i.wanted <= i.synced AND i.error_code IS NOT NULL, false) AS failed,
       coalesce(m.error_code, i.error_code) AS error_code,
       coalesce(m.error_message, i.error_message) AS error_message,
       CASE WHEN m.wanted > m.synced THEN nullif(m.due_at, 'infinity') WHEN i.wanted > i.synced THEN i.due_at END AS due_at
FROM woocommerce_product_sync m
LEFT JOIN woocommerce_product_sync i ON i.main_id = m.id AND i.account_id = :accountId
WHERE m.account_id = :accountId AND m.product_id = ANY (:ids::bigint[]) AND m.connection_id = ANY (:stores::bigint[]) AND m.lane = 'main'
