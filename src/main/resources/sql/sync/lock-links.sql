-- lock-links.sql: locks the rows of products and their variants in one store, before a statement deletes them. So
-- that statement sees the variants, exports and dead letters that were added while this one waited for the
-- lock, and none is added later.
SELECT id
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId
  AND (product_id = ANY (:productIds::bigint[]) OR parent_product_id = ANY (:productIds::bigint[]))
ORDER BY id
FOR UPDATE
