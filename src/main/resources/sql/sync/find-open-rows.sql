-- find-open-rows.sql: which of these products have no link to the store yet, and are on their way to it: what it has with their mark
-- is about to become theirs.
SELECT product_id
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId AND product_id = ANY (:productIds::bigint[])
  AND lane = 'main' AND woo_product_id IS NULL AND wanted > synced
