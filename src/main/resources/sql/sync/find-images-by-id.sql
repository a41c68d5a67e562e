-- find-images-by-id.sql: which of these files of a store are known to be an image of the ledger. Such a file
-- cannot be another image.
SELECT woo_id
FROM store_image
WHERE account_id = :accountId AND connection_id = :connectionId AND woo_id = ANY (:wooIds::bigint[])
