DELETE FROM api_key
WHERE account_id = :accountId AND id = :id
