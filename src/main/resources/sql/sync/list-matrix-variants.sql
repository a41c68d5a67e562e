-- list-matrix-variants.sql: the variants of a product, in the order of their ids, as the products of the matrix are.
SELECT id
FROM product
WHERE account_id = :accountId AND parent_product_id = :productId AND deleted_at IS NULL
ORDER BY id
LIMIT :limit OFFSET :offset
