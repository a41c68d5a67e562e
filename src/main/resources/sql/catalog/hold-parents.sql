-- hold-parents.sql: products that variants name as their parents; locked against a change of type until the
-- transaction ends.
SELECT id, type
FROM product
WHERE account_id = :accountId AND id = ANY (:ids) AND deleted_at IS NULL
ORDER BY id
FOR KEY SHARE
