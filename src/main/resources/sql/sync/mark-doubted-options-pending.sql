-- mark-doubted-options-pending.sql: these variable products were sent with their choices. Those of their variants whose open
-- choice is in doubt (settle-rows.sql) are sent again.
WITH mine AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId AND parent_product_id = ANY (:productIds::bigint[])
      AND lane = 'main' AND woo_product_id IS NOT NULL AND forget_fields @> '{attributes}'
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    behind_since = coalesce(s.behind_since, :now),
    due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
