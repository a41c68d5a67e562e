-- note-images.sql: the ids that a store gave to images of a call; nothing if the connection leads to another
-- store by now.
WITH here AS (
    SELECT id FROM connection WHERE id = :connectionId AND store_url = :storeUrl FOR SHARE
)
INSERT INTO store_image AS i (connection_id, account_id, asset_key, woo_id, created_at)
SELECT DISTINCT ON (n.key) here.id, :accountId, n.key, n.woo_id, :now
FROM here, unnest(:keys::text[], :wooIds::bigint[]) AS n(key, woo_id)
ORDER BY n.key
ON CONFLICT (connection_id, asset_key) DO UPDATE
    SET woo_id = excluded.woo_id, lease_token = NULL, lease_until = NULL
