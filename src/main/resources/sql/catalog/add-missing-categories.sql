-- add-missing-categories.sql: a category that another transaction makes at the same time is no conflict.
INSERT INTO category (account_id, parent_id, name)
SELECT :accountId, nullif(w.parent_id, 0), w.name
FROM unnest(:parents::bigint[], :names::text[]) WITH ORDINALITY AS w (parent_id, name, position)
ORDER BY w.position
ON CONFLICT DO NOTHING
