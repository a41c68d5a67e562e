-- lower-deletion-guards.sql: nothing is held back any more: everything was taken back, or decided one by one.
DELETE FROM deletion_guard g
WHERE NOT EXISTS (
    SELECT 1 FROM woocommerce_product_sync s WHERE s.connection_id = g.connection_id AND s.held_due_at IS NOT NULL)
RETURNING g.connection_id
