DELETE
FROM connection
WHERE id = :id
