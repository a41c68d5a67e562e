SELECT *
FROM connection
WHERE id = :id
