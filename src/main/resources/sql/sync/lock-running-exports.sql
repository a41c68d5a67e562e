-- lock-running-exports.sql: the exports that wait for these products, each locked until the end of the transaction.
SELECT id
FROM export_job
WHERE id IN (
    SELECT export_id
    FROM export_item
    WHERE connection_id = :connectionId AND product_id = ANY (:productIds::bigint[]) AND status = 'pending')
ORDER BY id
FOR UPDATE
