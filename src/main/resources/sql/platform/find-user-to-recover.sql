-- find-user-to-recover.sql: for the command reset-password, which takes the name of any user: its caller can
-- use the database anyway.
SELECT id, account_id, username, role, enabled
FROM app_user
WHERE lower(username COLLATE "C") = lower(:username COLLATE "C")
