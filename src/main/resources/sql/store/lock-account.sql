-- Ensures that exactly one connection is the default: changes to one account's connections wait for each
-- other. NO KEY, so that inserts that refer to the account do not wait.
SELECT id
FROM account
WHERE id = :accountId
FOR NO KEY UPDATE
