SELECT account_id, username, role, password_hash
FROM app_user
WHERE username = :username
