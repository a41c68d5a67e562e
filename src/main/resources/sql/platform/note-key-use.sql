UPDATE api_key
SET last_used_at = :now
WHERE account_id = :accountId AND id = :id
