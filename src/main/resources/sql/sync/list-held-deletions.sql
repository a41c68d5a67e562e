-- list-held-deletions.sql: what the guard of a store holds back, for the user who confirms it.
SELECT s.product_id, s.sku, s.woo_product_id, s.intent AS operation, r.removed_at, count(*) OVER () AS total
FROM woocommerce_product_sync s
LEFT JOIN product_removal r ON r.connection_id = s.connection_id AND r.product_id = s.product_id
WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.held_due_at IS NOT NULL
ORDER BY s.id
LIMIT :limit OFFSET :offset
