-- lock-product.sql: a product that is not deleted, held until the transaction ends: of two changes at once, the second
-- sees what the first has written.
SELECT to_jsonb(p)::text
FROM product p
WHERE account_id = :accountId AND id = :id AND deleted_at IS NULL
FOR UPDATE
