-- unlink-product.sql: deletes the link, with those of its variants; the store's product stays. Returns the
-- deleted links; end-unlinked.sql does the rest.
DELETE FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId AND lane = 'main'
  AND (product_id = :productId OR parent_product_id = :productId)
RETURNING connection_id, product_id
