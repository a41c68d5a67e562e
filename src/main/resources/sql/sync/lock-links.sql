-- lock-links.sql: a product's row and its variants' in one store. Before a statement that deletes them: so it sees the variants,
-- exports and dead letters that came while it waited for the lock, and none comes later.
SELECT id
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId
  AND (product_id = :productId OR parent_product_id = :productId)
ORDER BY id
FOR UPDATE
