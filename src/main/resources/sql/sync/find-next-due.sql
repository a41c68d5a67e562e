-- find-next-due.sql: when the next row of a store is due that is not due yet.
SELECT next.due_at
FROM (VALUES ('main'), ('images')) AS of (lane)
CROSS JOIN LATERAL (
    SELECT due_at
    FROM woocommerce_product_sync
    WHERE connection_id = :connectionId AND lane = of.lane AND wanted > synced AND due_at > :now AND lease_token IS NULL
    ORDER BY due_at
    LIMIT 1) AS next
ORDER BY next.due_at
LIMIT 1
