-- list-attribute-names.sql: a mapping keeps attributes by id and shows them by name.
SELECT id, name
FROM attribute
WHERE account_id = :accountId
