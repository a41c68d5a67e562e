-- lock-category-and-count-children.sql: from here on no product can be put into the category, and no category
-- below it.
WITH held AS MATERIALIZED (
    SELECT id FROM category WHERE account_id = :accountId AND id = :id FOR UPDATE
)
SELECT (SELECT count(*) FROM category c WHERE c.parent_id = held.id) FROM held
