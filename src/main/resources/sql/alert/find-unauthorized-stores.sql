-- find-unauthorized-stores.sql: stores that refuse the key.
SELECT id AS connection_id, 'The store refuses the key: ' || coalesce(hold_detail, '') AS detail
FROM connection
WHERE hold_reason = 'unauthorized'
