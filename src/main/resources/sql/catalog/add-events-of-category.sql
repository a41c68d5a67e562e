-- add-events-of-category.sql: an event for every product in the category or below it: their paths have changed.
-- Runs once more after the commit (:after), for products that the change did not see: those without its time.
WITH RECURSIVE branch AS (
    SELECT id FROM category WHERE account_id = :accountId AND id = :id
    UNION ALL
    SELECT c.id FROM branch b JOIN category c ON c.parent_id = b.id
),
concerned AS (
    UPDATE product
    SET updated_at = now()
    WHERE account_id = :accountId
      AND deleted_at IS NULL
      AND category_ids && (SELECT array_agg(id) FROM branch)
      AND (NOT :after OR updated_at <> (SELECT c.updated_at FROM category c WHERE c.id = :id))
    RETURNING id
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields, bulk)
SELECT :accountId, id, 'updated', '{categories}', true FROM concerned
