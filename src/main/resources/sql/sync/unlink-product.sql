-- unlink-product.sql: the store's product stays, only the link goes, with those of its variants. Says which; end-unlinked.sql does
-- the rest.
DELETE FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId AND lane = 'main'
  AND (product_id = :productId OR parent_product_id = :productId)
RETURNING connection_id, product_id
