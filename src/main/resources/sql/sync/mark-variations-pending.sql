-- mark-variations-pending.sql: the store has created (or recreated) these products, so it has none of their
-- variations, or not under their former ids. Variations that were sent, or could not be sent without a
-- parent, are sent again. A call under way has the former parent.
WITH mine AS (
    SELECT id
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId AND parent_product_id = ANY (:productIds::bigint[])
      AND lane = 'main' AND (woo_product_id IS NOT NULL OR error_code IS NOT NULL OR lease_token IS NOT NULL)
    ORDER BY id
    FOR UPDATE
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    behind_since = coalesce(s.behind_since, :now),
    due_at = CASE WHEN s.wanted > s.synced THEN s.due_at ELSE :now END,
    woo_product_id = NULL,
    look_first = true,
    forget = 'all',
    failed_at = NULL,
    create_asked_at = NULL,
    lease_token = NULL,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
