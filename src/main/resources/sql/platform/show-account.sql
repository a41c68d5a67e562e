SELECT id, name
FROM account
WHERE id = :accountId
