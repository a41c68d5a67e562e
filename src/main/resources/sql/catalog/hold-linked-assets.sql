-- hold-linked-assets.sql: assets by their addresses, the oldest of each first; held against deletion until the transaction ends.
-- Addresses may be too long for an index, so it has their hashes.
SELECT id, source_url
FROM asset
WHERE account_id = :accountId
  AND md5(source_url) = ANY (ARRAY(SELECT md5(w.url) FROM unnest(:urls::text[]) AS w (url)))
  AND source_url = ANY (:urls)
ORDER BY id
FOR KEY SHARE
