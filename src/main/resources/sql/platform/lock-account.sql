-- lock-account.sql: changes to the users and keys of one account wait for each other, so that one admin
-- always remains and no limit is passed. NO KEY, so that inserts that refer to the account do not wait.
SELECT id
FROM account
WHERE id = :accountId
FOR NO KEY UPDATE
