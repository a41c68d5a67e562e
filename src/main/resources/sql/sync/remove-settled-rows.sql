-- remove-settled-rows.sql: the link goes once the connection's onDelete is carried out, unless the product was restored
-- or exported anew meanwhile. With a variable product its variants' links go, as its variations went in the store; exports
-- that wait for one of those get their answer.
WITH gone AS (
    DELETE FROM woocommerce_product_sync
    WHERE id = ANY (:ids::bigint[]) AND wanted = synced AND lease_token IS NULL
    RETURNING connection_id, product_id
),
variants AS (
    DELETE FROM woocommerce_product_sync s
    USING gone g
    WHERE s.connection_id = g.connection_id AND s.parent_product_id = g.product_id
    RETURNING s.connection_id, s.product_id
),
closed AS (
    UPDATE dead_letter d
    SET state = 'resolved', closed_at = :now
    FROM variants v
    WHERE d.connection_id = v.connection_id AND d.product_id = v.product_id AND d.state = 'open'
)
UPDATE export_item i
SET status = 'error', finished_at = :now, message = 'The product was removed with its parent before it was sent'
FROM variants v
WHERE i.connection_id = v.connection_id AND i.product_id = v.product_id AND i.status = 'pending'
RETURNING i.export_id
