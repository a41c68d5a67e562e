UPDATE attribute
SET name = :name, options = :options, updated_at = now()
WHERE account_id = :accountId AND id = :id AND type = :type
