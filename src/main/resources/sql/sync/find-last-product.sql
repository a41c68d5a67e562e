-- find-last-product.sql: the newest product of an account, variants left out: no product that a filter finds comes after it.
SELECT p.id
FROM product p
WHERE p.account_id = :accountId AND p.parent_product_id IS NULL AND p.deleted_at IS NULL
ORDER BY p.id DESC
LIMIT 1
