SELECT id, sku, name, type, status, updated_at
FROM product
WHERE account_id = :accountId AND id = ANY (:ids::bigint[])
ORDER BY id
