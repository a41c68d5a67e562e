-- read-proof.sql: what the newest history of a store tells of its writes since a moment: has one landed, and has one of
-- another product got no clear answer.
WITH newest AS (
    SELECT product_id, operation, outcome, http_status, error_code, created_at
    FROM sync_log
    WHERE connection_id = :connectionId
    ORDER BY id DESC
    LIMIT :most
)
SELECT coalesce(bool_or(outcome = 'synced' AND operation NOT IN ('none', 'unlink') AND http_status IS NOT NULL), false) AS landed,
       coalesce(bool_or(outcome = 'retry' AND error_code = 'no_clear_answer' AND product_id <> :productId), false) AS others
FROM newest
WHERE created_at >= :since
