-- lock-any-product.sql: also a deleted one.
SELECT sku FROM product WHERE account_id = :accountId AND id = :id FOR UPDATE
