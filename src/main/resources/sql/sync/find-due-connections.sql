-- find-due-connections.sql: stores with due rows, by one index look-up for each lane and urgency; and stores
-- whose hold is due to end, even if nothing is pending for them: only a probe ends a hold, and operators want
-- to know that a store is healthy. The order is that of the index; without one, all rows of all stores may be read to find one.
SELECT c.id
FROM connection c
WHERE c.hold_until <= :#now OR c.hold_reason IS NULL AND EXISTS (
    SELECT 1
    FROM (VALUES ('main', 0), ('main', 1), ('main', 2), ('images', 0), ('images', 1), ('images', 2)) AS of (lane, urgency)
    CROSS JOIN LATERAL (
        SELECT 1
        FROM woocommerce_product_sync s
        WHERE s.connection_id = c.id AND s.lane = of.lane AND s.urgency = of.urgency
          AND s.wanted > s.synced AND s.due_at <= :#now AND s.lease_token IS NULL
        ORDER BY s.due_at
        LIMIT 1) AS due)
