-- find-user-to-recover.sql: for the command reset-password; whoever can use the database may name any user.
SELECT id, account_id, username, role, enabled
FROM app_user
WHERE lower(username COLLATE "C") = lower(:username COLLATE "C")
