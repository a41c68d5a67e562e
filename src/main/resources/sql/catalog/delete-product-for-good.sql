-- delete-product-for-good.sql: deletes a product and its variants; their events stay.
WITH gone AS (
    DELETE FROM product
    WHERE account_id = :accountId AND (id = :id OR parent_product_id = :id)
    RETURNING id
)
INSERT INTO product_event (account_id, product_id, kind)
SELECT :accountId, id, 'deleted' FROM gone
