-- count-other-admins.sql: enabled admins besides one user; read under the lock of the account.
SELECT count(*)
FROM app_user
WHERE account_id = :accountId AND id <> :id AND role = 'admin' AND enabled
