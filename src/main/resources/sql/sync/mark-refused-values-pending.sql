-- mark-refused-values-pending.sql: products that were refused because one of these rows' products had their
-- SKU or GTIN are tried again: that product shows another value now, or its row is gone (:gone; a variation's
-- row is deleted with its parent's).
WITH mine AS (
    SELECT s.id
    FROM woocommerce_product_sync s
    JOIN connection c ON c.id = s.connection_id
    WHERE s.connection_id = :connectionId AND s.value_held_by IS NOT NULL
      AND (s.value_held_by = ANY (:ids::bigint[])
           OR :gone AND NOT EXISTS (SELECT 1 FROM woocommerce_product_sync h WHERE h.id = s.value_held_by))
      AND s.wanted <= s.synced AND s.intent = 'upsert' AND s.auto_sync AND c.auto_sync
    ORDER BY s.id
    FOR UPDATE OF s
)
UPDATE woocommerce_product_sync s
SET wanted = s.wanted + 1,
    value_held_by = NULL,
    behind_since = :now,
    due_at = :now,
    updated_at = :now
FROM mine
WHERE s.id = mine.id
