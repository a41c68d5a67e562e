SELECT *
FROM connection
WHERE account_id = :accountId
  AND is_default
