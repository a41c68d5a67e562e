-- find-links.sql: which products of the catalogue these products of a store are linked to.
SELECT woo_product_id, product_id
FROM woocommerce_product_sync
WHERE account_id = :accountId AND connection_id = :connectionId AND woo_product_id = ANY (:wooProductIds::bigint[])
