-- read-minutes.sql: what stores took, minute by minute; without the minutes in which they took nothing.
SELECT m.connection_id, m.at, sum(m.delivered)::bigint AS delivered
FROM (
    SELECT f.connection_id, f.at, f.delivered
    FROM delivery_figure f
    WHERE f.account_id = :accountId AND f.connection_id = ANY (:ids::bigint[]) AND f.span = 'minute' AND f.at >= :from AND f.at < :to
    UNION ALL
    SELECT p.connection_id, date_trunc('minute', p.at, 'UTC'), p.delivered
    FROM delivery_figure_part p
    WHERE p.account_id = :accountId AND p.connection_id = ANY (:ids::bigint[]) AND p.at >= :from AND p.at < :to) AS m
WHERE m.delivered > 0
GROUP BY m.connection_id, m.at
