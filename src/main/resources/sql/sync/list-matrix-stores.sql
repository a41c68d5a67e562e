-- list-matrix-stores.sql: the stores whose cells a matrix shows, the first ones unless they are named.
SELECT id, store_name, auto_sync
FROM connection
WHERE account_id = :accountId
  AND (:only::bigint[] IS NULL OR id = ANY (:only::bigint[]))
  AND (:ids::bigint[] IS NULL OR id = ANY (:ids::bigint[]))
ORDER BY id
LIMIT :limit OFFSET :offset
