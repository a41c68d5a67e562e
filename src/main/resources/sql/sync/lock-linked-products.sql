-- lock-linked-products.sql: those of some products that a store has. None of them is unlinked before the transaction ends.
SELECT s.product_id
FROM woocommerce_product_sync s
WHERE s.account_id = :accountId AND s.connection_id = :connectionId AND s.product_id = ANY (:ids::bigint[]) AND s.lane = 'main'
ORDER BY s.id
FOR UPDATE
