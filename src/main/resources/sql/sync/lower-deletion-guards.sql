-- lower-deletion-guards.sql: ends guards that hold nothing back any more, because all deletions were
-- cancelled or decided one by one.
DELETE FROM deletion_guard g
WHERE NOT EXISTS (
    SELECT 1 FROM woocommerce_product_sync s WHERE s.connection_id = g.connection_id AND s.held_due_at IS NOT NULL)
RETURNING g.connection_id
