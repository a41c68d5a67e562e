-- lock-product.sql: locks a product that is not deleted until the transaction ends, so that the second of two
-- simultaneous changes sees what the first has written.
SELECT to_jsonb(p)::text
FROM product p
WHERE account_id = :accountId AND id = :id AND deleted_at IS NULL
FOR UPDATE
