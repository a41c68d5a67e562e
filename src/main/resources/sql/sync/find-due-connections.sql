-- find-due-connections.sql: one look into the index of due rows for each store and lane.
SELECT c.id
FROM connection c
WHERE (c.hold_reason IS NULL OR c.hold_until <= :now)
  AND EXISTS (
    SELECT 1
    FROM (VALUES ('main'), ('images')) AS of (lane)
    CROSS JOIN LATERAL (
        SELECT 1
        FROM woocommerce_product_sync s
        WHERE s.connection_id = c.id AND s.lane = of.lane AND s.wanted > s.synced AND s.due_at <= :now
          AND (s.lease_until IS NULL OR s.lease_until < :now)
        LIMIT 1) AS due)
