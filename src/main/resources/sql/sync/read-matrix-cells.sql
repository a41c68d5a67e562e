-- read-matrix-cells.sql: some products in some stores, where they are linked. Variants and images are a part of their product: the
-- oldest pending change and a failure of any of them are shown. Each cell is three index look-ups.
SELECT m.product_id, m.connection_id, m.woo_product_id, m.auto_sync, m.missed, m.last_exported_at, m.attempts,
       waiting.behind_since AS pending_since,
       failed.id IS NOT NULL AS failed,
       CASE WHEN failed.id IS NULL THEN m.error_code ELSE failed.error_code END AS error_code,
       CASE WHEN failed.id IS NULL THEN m.error_message ELSE failed.error_message END AS error_message,
       CASE WHEN m.wanted > m.synced THEN nullif(m.due_at, 'infinity') END AS due_at
FROM woocommerce_product_sync m
LEFT JOIN LATERAL (
    SELECT s.behind_since
    FROM woocommerce_product_sync s
    WHERE s.connection_id = m.connection_id AND coalesce(s.parent_product_id, s.product_id) = m.product_id AND s.wanted > s.synced
    ORDER BY s.behind_since
    LIMIT 1) AS waiting ON true
LEFT JOIN LATERAL (
    SELECT s.id, s.error_code, s.error_message
    FROM woocommerce_product_sync s
    WHERE s.connection_id = m.connection_id AND coalesce(s.parent_product_id, s.product_id) = m.product_id
      AND s.wanted <= s.synced AND s.error_code IS NOT NULL
    LIMIT 1) AS failed ON true
WHERE m.account_id = :accountId AND m.product_id = ANY (:ids::bigint[]) AND m.connection_id = ANY (:stores::bigint[]) AND m.lane = 'main'
