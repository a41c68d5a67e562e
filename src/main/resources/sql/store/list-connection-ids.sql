-- The connections of all accounts; each gets its Camel route when Caravan starts.
SELECT id
FROM connection
ORDER BY id
