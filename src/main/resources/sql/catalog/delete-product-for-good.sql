-- delete-product-for-good.sql: a product and its variants; the events outlive them.
WITH gone AS (
    DELETE FROM product
    WHERE account_id = :accountId AND (id = :id OR parent_product_id = :id)
    RETURNING id
)
INSERT INTO product_event (account_id, product_id, kind)
SELECT :accountId, id, 'deleted' FROM gone
