SELECT id, username, role, enabled, created_at, last_sign_in_at
FROM app_user
WHERE account_id = :accountId AND id = :id
