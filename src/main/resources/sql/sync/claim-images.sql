-- claim-images.sql: which images this call sends to a store by address. If two calls sent one image, the
-- store would download it twice.
INSERT INTO store_image AS i (connection_id, account_id, asset_key, lease_token, lease_until, created_at)
SELECT :connectionId, :accountId, key, :token, :leaseUntil, :now
FROM unnest(:keys::text[]) AS k(key)
ORDER BY key
ON CONFLICT (connection_id, asset_key) DO UPDATE
    SET lease_token = :token, lease_until = :leaseUntil
    WHERE i.woo_id IS NULL AND (i.lease_until < :now OR i.lease_token = :token)
RETURNING asset_key
