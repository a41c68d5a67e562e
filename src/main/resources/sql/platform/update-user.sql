UPDATE app_user
SET role = :role, enabled = :enabled
WHERE account_id = :accountId AND id = :id
