-- read-call-times.sql: how long the newest calls to some stores took. Stores that were never called are missing.
SELECT c.id AS connection_id, avg(l.millis)::bigint AS millis
FROM connection c
CROSS JOIN LATERAL (
    SELECT s.millis
    FROM (SELECT o.millis
          FROM sync_log o
          WHERE o.account_id = :accountId AND o.connection_id = c.id
          ORDER BY o.id DESC
          LIMIT 50) AS s
    WHERE s.millis IS NOT NULL) AS l
WHERE c.account_id = :accountId AND c.id = ANY (:stores::bigint[])
GROUP BY c.id
