UPDATE app_user
SET password_hash = :passwordHash
WHERE account_id = :accountId AND id = :id
