SELECT count(*)
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId AND lane = 'main'
  AND (:productIds::bigint[] IS NULL OR product_id = ANY (:productIds::bigint[]))
