-- delete-saved-filter.sql: that of another person is not found.
DELETE FROM saved_filter
WHERE account_id = :accountId AND owner = :owner AND id = :id
RETURNING page, name, query
