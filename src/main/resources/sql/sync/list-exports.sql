-- list-exports.sql: the exports of a store, those that run first, then the newest. Only what is open and what has failed is
-- counted, by partial indexes; the results of a cancelled one are counted in full.
SELECT j.id, j.connection_id, j.total, j.state, j.created_at, j.finished_at,
       CASE WHEN j.state = 'cancelled'
            THEN (SELECT count(*) FROM export_item i WHERE i.export_id = j.id AND i.status = 'success')
            ELSE j.total - failed.count - (SELECT count(*) FROM export_item i WHERE i.export_id = j.id AND i.status = 'pending')
       END AS succeeded,
       failed.count AS failed
FROM (
    SELECT *
    FROM export_job
    WHERE account_id = :accountId AND connection_id = :connectionId
    ORDER BY state = 'running' DESC, created_at DESC, id
    LIMIT :limit OFFSET :offset) AS j
CROSS JOIN LATERAL (SELECT count(*) FROM export_item i WHERE i.export_id = j.id AND i.status = 'error') AS failed
ORDER BY j.state = 'running' DESC, j.created_at DESC, j.id
