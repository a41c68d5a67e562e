UPDATE connection
SET is_default = true
WHERE id = (SELECT min(id) FROM connection WHERE account_id = :accountId)
