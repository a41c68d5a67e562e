-- list-connections-by-name.sql: all at once, because their figures are searched and counted together. Their number is limited
-- by CARAVAN_QUOTA_CONNECTIONS.
SELECT *
FROM connection
WHERE account_id = :accountId AND (:only::bigint[] IS NULL OR id = ANY (:only::bigint[]))
ORDER BY lower(store_name), id
