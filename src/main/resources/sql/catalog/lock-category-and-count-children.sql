-- lock-category-and-count-children.sql: no product can be put into it, and no category below it, from here on.
WITH held AS MATERIALIZED (
    SELECT id FROM category WHERE account_id = :accountId AND id = :id FOR UPDATE
)
SELECT (SELECT count(*) FROM category c WHERE c.parent_id = held.id) FROM held
