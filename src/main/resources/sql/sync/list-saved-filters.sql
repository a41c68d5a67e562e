-- list-saved-filters.sql: those of one person, by name; they are few.
SELECT id, page, name, query, created_at, count(*) OVER () AS total
FROM saved_filter
WHERE account_id = :accountId AND owner = :owner AND (:page::text IS NULL OR page = :page)
ORDER BY lower(name), id
LIMIT :limit OFFSET :offset
