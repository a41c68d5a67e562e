-- find-images.sql: which of these images a store has, and under which id.
SELECT asset_key, woo_id
FROM store_image
WHERE account_id = :accountId AND connection_id = :connectionId AND asset_key = ANY (:keys::text[]) AND woo_id IS NOT NULL
