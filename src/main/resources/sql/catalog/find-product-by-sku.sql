-- find-product-by-sku.sql: whose SKU it is; letter case does not count.
SELECT id FROM product WHERE account_id = :accountId AND lower(sku) = lower(:sku) AND deleted_at IS NULL
