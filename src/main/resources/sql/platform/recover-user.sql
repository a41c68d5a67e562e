-- recover-user.sql: the new password; the user is enabled.
UPDATE app_user
SET password_hash = :passwordHash, enabled = true, role = :role
WHERE account_id = :accountId AND id = :id
