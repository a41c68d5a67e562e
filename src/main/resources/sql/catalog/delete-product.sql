-- delete-product.sql: a product and its variants, each with its event. All get the same deleted_at: see restore-product.
WITH gone AS (
    UPDATE product
    SET deleted_at = now(), updated_at = now()
    WHERE account_id = :accountId AND (id = :id OR parent_product_id = :id) AND deleted_at IS NULL
    RETURNING id
)
INSERT INTO product_event (account_id, product_id, kind)
SELECT :accountId, id, 'deleted' FROM gone
