-- unlink-product.sql: the store's product stays, only the link goes.
WITH unlinked AS (
    DELETE FROM woocommerce_product_sync
    WHERE account_id = :accountId AND connection_id = :connectionId AND product_id = :productId
    RETURNING connection_id, product_id
),
closed AS (
    UPDATE dead_letter d
    SET state = 'resolved', closed_at = :now
    FROM unlinked u
    WHERE d.connection_id = u.connection_id AND d.product_id = u.product_id AND d.state = 'open'
)
SELECT count(*) FROM unlinked
