-- remove-category-from-products.sql: deleted products leave the category too, but get no event.
WITH concerned AS (
    UPDATE product
    SET category_ids = array_remove(category_ids, :id::bigint), updated_at = now()
    WHERE account_id = :accountId AND category_ids && ARRAY[:id::bigint]
    RETURNING id, deleted_at
)
INSERT INTO product_event (account_id, product_id, kind, changed_fields, bulk)
SELECT :accountId, id, 'updated', '{categories}', true FROM concerned WHERE deleted_at IS NULL
