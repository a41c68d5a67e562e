SELECT *
FROM connection
WHERE account_id = :accountId AND (:only::bigint[] IS NULL OR id = ANY (:only::bigint[]))
  AND (:ids::bigint[] IS NULL OR id = ANY (:ids::bigint[]))
ORDER BY id
LIMIT :limit OFFSET :offset
