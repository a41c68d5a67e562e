-- unlink-product.sql: deletes the links of products to one store, with those of their variants; the store's products stay. Returns
-- the deleted links; end-unlinked.sql does the rest.
DELETE FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId AND lane = 'main'
  AND (product_id = ANY (:productIds::bigint[]) OR parent_product_id = ANY (:productIds::bigint[]))
RETURNING connection_id, product_id
