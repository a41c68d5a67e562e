-- mark-restored-variations-pending.sql: these variable products were restored from the store's trash, and
-- their variations are still in it: each is sent with its status.
WITH mine AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId AND parent_product_id = ANY (:productIds::bigint[])
      AND lane = 'main' AND woo_product_id IS NOT NULL AND intent = 'upsert'
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    behind_since = coalesce(s.behind_since, :now),
    due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
    error_code = 'in_store_trash',
    forget_fields = coalesce(s.forget_fields, '{}') || '{status}',
    updated_at = :now
FROM mine
WHERE s.id = mine.id
