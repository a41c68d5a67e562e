SELECT count(*)
FROM connection
WHERE account_id = :accountId
