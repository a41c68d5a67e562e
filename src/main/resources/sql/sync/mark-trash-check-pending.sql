-- mark-trash-check-pending.sql: a variation or images of these products were found in the store's trash. The
-- product itself is sent with one field more, and its answer shows whether it is there as well. That field is
-- not the status, which would restore it.
WITH mine AS (
    SELECT p.id
    FROM woocommerce_product_sync p
    WHERE p.connection_id = :connectionId AND p.product_id = ANY (:productIds::bigint[])
      AND p.lane = 'main' AND p.woo_product_id IS NOT NULL AND p.intent = 'upsert'
    ORDER BY p.id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    behind_since = coalesce(s.behind_since, :now),
    due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
    forget_fields = coalesce(s.forget_fields, '{}') || '{sku}',
    updated_at = :now
FROM mine
WHERE s.id = mine.id
