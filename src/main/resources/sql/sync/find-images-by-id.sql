-- find-images-by-id.sql: which of a store's files are known to be some image; none of them can be another one.
SELECT woo_id
FROM store_image
WHERE account_id = :accountId AND connection_id = :connectionId AND woo_id = ANY (:wooIds::bigint[])
