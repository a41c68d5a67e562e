-- forget-images.sql: files that a store's media library no longer has; they are sent by address when they are
-- needed next.
DELETE FROM store_image
WHERE account_id = :accountId AND connection_id = :connectionId AND woo_id = ANY (:wooIds::bigint[])
