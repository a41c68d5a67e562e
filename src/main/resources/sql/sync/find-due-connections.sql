-- find-due-connections.sql: one look into the index of due rows for each store.
SELECT c.id
FROM connection c
WHERE (c.hold_reason IS NULL OR c.hold_until <= :now)
  AND EXISTS (
    SELECT 1
    FROM woocommerce_product_sync s
    WHERE s.connection_id = c.id AND s.wanted > s.synced AND s.due_at <= :now
      AND (s.lease_until IS NULL OR s.lease_until < :now))
