-- list-categories-below.sql: a category and all below it.
WITH RECURSIVE below AS (
    SELECT id FROM category WHERE account_id = :accountId AND id = :categoryId
    UNION
    SELECT c.id FROM category c JOIN below b ON c.parent_id = b.id
)
SELECT id FROM below
