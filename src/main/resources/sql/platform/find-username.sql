-- find-username.sql: the name of a user of an account.
SELECT username FROM app_user WHERE account_id = :accountId AND id = :id
