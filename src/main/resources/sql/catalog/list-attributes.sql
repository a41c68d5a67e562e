-- list-attributes.sql: one page by name, or the one with an id.
SELECT id, name, type, options, created_at, updated_at
FROM attribute
WHERE account_id = :accountId AND (:id::bigint IS NULL OR id = :id)
ORDER BY lower(name)
LIMIT :limit OFFSET :offset
