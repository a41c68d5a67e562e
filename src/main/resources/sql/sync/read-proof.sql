-- read-proof.sql: what the newest history of a store shows about its writes since a moment: whether one has
-- landed, and how many other products had a write without a clear answer since the last one that landed.
WITH newest AS (
    SELECT id, product_id, operation, outcome, http_status, error_code, created_at
    FROM sync_log
    WHERE connection_id = :connectionId
    ORDER BY id DESC
    LIMIT :most
),
since AS (
    SELECT * FROM newest WHERE created_at >= :since
),
landed AS (
    SELECT max(id) AS id
    FROM since
    WHERE outcome = 'synced' AND operation NOT IN ('none', 'unlink') AND http_status IS NOT NULL
)
SELECT landed.id IS NOT NULL AS landed,
       (SELECT count(DISTINCT s.product_id)
        FROM since s
        WHERE s.outcome = 'retry' AND s.error_code = 'no_clear_answer' AND s.product_id <> :productId
          AND s.id > coalesce(landed.id, 0)) AS others
FROM landed
