-- unlink-product.sql: the store's product stays, only the link goes, with those of its variants; says which exports
-- waited for them.
WITH unlinked AS (
    DELETE FROM woocommerce_product_sync
    WHERE account_id = :accountId AND connection_id = :connectionId
      AND (product_id = :productId OR parent_product_id = :productId)
    RETURNING connection_id, product_id
),
closed AS (
    UPDATE dead_letter d
    SET state = 'resolved', closed_at = :now
    FROM unlinked u
    WHERE d.connection_id = u.connection_id AND d.product_id = u.product_id AND d.state = 'open'
),
ended AS (
    UPDATE export_item i
    SET status = 'error', finished_at = :now, message = 'The product was unlinked before it was sent'
    FROM unlinked u
    WHERE i.connection_id = u.connection_id AND i.product_id = u.product_id AND i.status = 'pending'
    RETURNING i.export_id
)
SELECT (SELECT count(*) FROM unlinked) AS count, (SELECT array_agg(export_id) FROM ended) AS exports
