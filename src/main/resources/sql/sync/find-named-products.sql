-- find-named-products.sql: those of some products that exist, each with its parent.
SELECT id, parent_product_id
FROM product
WHERE account_id = :accountId AND id = ANY (:ids::bigint[]) AND deleted_at IS NULL
ORDER BY id
