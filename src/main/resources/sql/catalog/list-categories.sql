-- list-categories.sql: one page in the order of the tree, or the one with an id. A > in a name is
-- escaped, as CategoryPath reads it.
WITH RECURSIVE tree AS (
    SELECT c.*, regexp_replace(c.name, '(\\*)>', '\1\1\\>', 'g') AS path FROM category c WHERE account_id = :accountId AND parent_id IS NULL
    UNION ALL
    SELECT c.*, t.path || ' > ' || regexp_replace(c.name, '(\\*)>', '\1\1\\>', 'g') FROM tree t JOIN category c ON c.parent_id = t.id
)
SELECT id, name, parent_id, path, created_at, updated_at
FROM tree
WHERE :id::bigint IS NULL OR id = :id
ORDER BY lower(path)
LIMIT :limit OFFSET :offset
