-- mark-parents-pending.sql: the parents of these variants are sent with all fields: the store recreates them
-- if it no longer has them, and shows their choices again.
WITH mine AS (
    SELECT p.id
    FROM woocommerce_product_sync p
    WHERE p.lane = 'main' AND (p.connection_id, p.product_id) IN (
        SELECT v.connection_id, v.parent_product_id FROM woocommerce_product_sync v WHERE v.id = ANY (:ids::bigint[]))
    ORDER BY p.id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    behind_since = coalesce(s.behind_since, :now),
    due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
    forget = 'all',
    updated_at = :now
FROM mine
WHERE s.id = mine.id
