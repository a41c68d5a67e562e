-- find-due-connections.sql: one look into the index of due rows for each store, lane and urgency.
SELECT c.id
FROM connection c
WHERE (c.hold_reason IS NULL OR c.hold_until <= :now)
  AND EXISTS (
    SELECT 1
    FROM (VALUES ('main', 0), ('main', 1), ('main', 2), ('images', 0), ('images', 1), ('images', 2)) AS of (lane, urgency)
    CROSS JOIN LATERAL (
        SELECT 1
        FROM woocommerce_product_sync s
        WHERE s.connection_id = c.id AND s.lane = of.lane AND s.urgency = of.urgency
          AND s.wanted > s.synced AND s.due_at <= :now AND s.lease_token IS NULL
        LIMIT 1) AS due)
