UPDATE woocommerce_product_sync
SET auto_sync = :autoSync, updated_at = :now
WHERE account_id = :accountId AND connection_id = :connectionId AND product_id = :productId AND lane = 'main'
