-- find-open-rows.sql: which of these products have no id in the store yet, and are pending for it. A product
-- of the store with their mark is about to be linked to them.
SELECT product_id
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId AND product_id = ANY (:productIds::bigint[])
  AND lane = 'main' AND woo_product_id IS NULL AND wanted > synced
