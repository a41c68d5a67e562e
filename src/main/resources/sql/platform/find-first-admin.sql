SELECT account_id, username, role
FROM app_user
WHERE role = 'admin'
ORDER BY id
LIMIT 1
