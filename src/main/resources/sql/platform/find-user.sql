-- find-user.sql: the user who may sign in by this name, in any account. A disabled user is not found.
SELECT id, account_id, username, role, password_hash
FROM app_user
WHERE lower(username COLLATE "C") = lower(:username COLLATE "C") AND enabled
