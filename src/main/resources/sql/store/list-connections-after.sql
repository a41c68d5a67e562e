-- The connections of all accounts, page by page, for the start.
SELECT *
FROM connection
WHERE id > :id
ORDER BY id
LIMIT :limit
