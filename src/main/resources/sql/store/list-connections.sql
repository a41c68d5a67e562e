SELECT *
FROM connection
WHERE account_id = :accountId
ORDER BY id
LIMIT :limit OFFSET :offset
