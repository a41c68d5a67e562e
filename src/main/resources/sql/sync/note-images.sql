-- note-images.sql: the ids that a store gave to images which a call has brought.
INSERT INTO store_image AS i (connection_id, account_id, asset_key, woo_id, created_at)
SELECT DISTINCT ON (n.key) :connectionId, :accountId, n.key, n.woo_id, :now
FROM unnest(:keys::text[], :wooIds::bigint[]) AS n(key, woo_id)
ORDER BY n.key
ON CONFLICT (connection_id, asset_key) DO UPDATE
    SET woo_id = excluded.woo_id, lease_token = NULL, lease_until = NULL
