-- release-images.sql: images that a call was to send by address, and did not.
DELETE FROM store_image
WHERE account_id = :accountId AND connection_id = :connectionId AND lease_token = :token AND woo_id IS NULL
  AND (:keys::text[] IS NULL OR asset_key = ANY (:keys::text[]))
