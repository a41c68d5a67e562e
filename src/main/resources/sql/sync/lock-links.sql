-- lock-links.sql: locks a product's row and its variants' in one store, before a statement deletes them. So
-- that statement sees the variants, exports and dead letters that were added while this one waited for the
-- lock, and none is added later.
SELECT id
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId
  AND (product_id = :productId OR parent_product_id = :productId)
ORDER BY id
FOR UPDATE
