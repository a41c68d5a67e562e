-- list-category-ancestry.sql: the category itself and those above it.
WITH RECURSIVE ancestry AS (
    SELECT id, parent_id FROM category WHERE account_id = :accountId AND id = :id
    UNION ALL
    SELECT c.id, c.parent_id FROM ancestry a JOIN category c ON c.id = a.parent_id
)
SELECT id FROM ancestry
