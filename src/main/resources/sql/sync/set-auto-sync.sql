-- set-auto-sync.sql: switches automatic sync of products in one store; with their variants when many are switched at once, because
-- lists show variants as a part of their product. Locked by id, as in all multi-row statements.
WITH linked AS (
    SELECT s.id
    FROM woocommerce_product_sync s
    WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.lane = 'main'
      AND (s.product_id = ANY (:productIds::bigint[]) OR :withVariants AND s.parent_product_id = ANY (:productIds::bigint[]))
    ORDER BY s.id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET auto_sync = :autoSync, updated_at = :now
FROM linked
WHERE s.id = linked.id
