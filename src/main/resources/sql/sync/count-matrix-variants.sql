-- count-matrix-variants.sql: no row if the account has no such product.
SELECT count(v.id)
FROM product p
LEFT JOIN product v ON v.parent_product_id = p.id AND v.account_id = :accountId AND v.deleted_at IS NULL
WHERE p.account_id = :accountId AND p.id = :productId AND p.deleted_at IS NULL
GROUP BY p.id
