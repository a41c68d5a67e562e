-- find-next-due.sql: when the next of a store's waiting rows is due.
SELECT next.due_at
FROM (VALUES ('main', 0), ('main', 1), ('main', 2), ('images', 0), ('images', 1), ('images', 2)) AS of (lane, urgency)
CROSS JOIN LATERAL (
    SELECT due_at
    FROM woocommerce_product_sync
    WHERE connection_id = :#connectionId AND lane = of.lane AND urgency = of.urgency
      AND wanted > synced AND due_at > :#now AND lease_token IS NULL
    ORDER BY due_at
    LIMIT 1) AS next
ORDER BY next.due_at
LIMIT 1
