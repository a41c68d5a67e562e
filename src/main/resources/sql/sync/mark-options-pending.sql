-- mark-options-pending.sql: the choices of these variable products' variants are sent again.
WITH mine AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId AND parent_product_id = ANY (:productIds::bigint[])
      AND lane = 'main' AND woo_product_id IS NOT NULL
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    behind_since = coalesce(s.behind_since, :now),
    due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
    forget_fields = coalesce(s.forget_fields, '{}') || '{attributes}'::text[],
    updated_at = :now
FROM mine
WHERE s.id = mine.id
