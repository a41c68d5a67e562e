-- find-next-due.sql: when the next row of a store is due that is not due yet.
SELECT due_at
FROM woocommerce_product_sync
WHERE connection_id = :connectionId AND wanted > synced AND due_at > :now AND lease_token IS NULL
ORDER BY due_at
LIMIT 1
