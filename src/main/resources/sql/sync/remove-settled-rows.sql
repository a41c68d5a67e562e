-- remove-settled-rows.sql: deletes a link once the connection's onDelete is carried out, unless the product
-- was restored or exported again meanwhile. With a variable product its variants' links are deleted, because
-- the store deleted its variations with it. Returns the deleted links; end-unlinked.sql does the rest.
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
)
SELECT connection_id, product_id FROM gone
UNION
SELECT connection_id, product_id FROM variants
