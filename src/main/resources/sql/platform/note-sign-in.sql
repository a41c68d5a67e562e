UPDATE app_user
SET last_sign_in_at = :now
WHERE account_id = :accountId AND id = :id
