-- measure-category-depth.sql: levels from the root to the deepest category below this one.
WITH RECURSIVE tree AS (
    SELECT id, 1 AS depth, id = :id AS below FROM category WHERE account_id = :accountId AND parent_id IS NULL
    UNION ALL
    SELECT c.id, t.depth + 1, t.below OR c.id = :id FROM tree t JOIN category c ON c.parent_id = t.id
)
SELECT max(depth) FROM tree WHERE below
