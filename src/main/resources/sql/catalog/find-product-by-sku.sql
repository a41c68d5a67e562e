-- find-product-by-sku.sql: the product that has a SKU; letter case does not count.
SELECT id FROM product WHERE account_id = :accountId AND lower(sku) = lower(:sku) AND deleted_at IS NULL
