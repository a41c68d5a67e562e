-- lock-any-product.sql: locks a product, also a deleted one.
SELECT sku FROM product WHERE account_id = :accountId AND id = :id FOR UPDATE
