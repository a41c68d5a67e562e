-- remove-settled-rows.sql: the link goes once the connection's onDelete is carried out, unless the product was restored
-- or exported anew meanwhile.
DELETE FROM woocommerce_product_sync
WHERE id = ANY (:ids::bigint[]) AND wanted = synced AND lease_token IS NULL
